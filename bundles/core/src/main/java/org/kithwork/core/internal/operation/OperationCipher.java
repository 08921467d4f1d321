package org.kithwork.core.internal.operation;

import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seals on what somebody grounds an erasure, which may quote what the person wrote. */
@Component(service = OperationCipher.class)
public final class OperationCipher {

    private final FieldCipher cipher;

    @Activate
    public OperationCipher(@Reference Keys keys) {
        this.cipher = new FieldCipher(keys.ring());
    }

    void sealBasis(OperationEntity operation, String basis) {
        operation.basisCipher = cipher.encrypt(DataClass.AUDIT, place(operation), basis);
    }

    String openBasis(OperationEntity operation) {
        return cipher.decrypt(DataClass.AUDIT, place(operation), operation.basisCipher);
    }

    private static FieldRef place(OperationEntity operation) {
        return new FieldRef("core_operation", "basis_cipher", operation.id);
    }
}
