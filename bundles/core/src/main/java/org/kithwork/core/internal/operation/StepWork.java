package org.kithwork.core.internal.operation;

import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerExport;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says to a participant what an operation wants of it. */
@Component(service = StepWork.class)
public final class StepWork {

    private final ExportArchive archive;
    private final OperationCipher cipher;

    @Activate
    public StepWork(@Reference ExportArchive archive, @Reference OperationCipher cipher) {
        this.archive = archive;
        this.cipher = cipher;
    }

    void run(OperationEntity operation, CustomerDataParticipant participant) {
        switch (operation.kind) {
            case MERGE -> participant.merge(merge(operation.id, operation));
            case UNDO -> participant.undo(merge(operation.mergeId, operation));
            case ERASE -> participant.erase(erasure(operation, ErasureMode.ERASE));
            case ANONYMISE -> participant.erase(erasure(operation, ErasureMode.ANONYMISE));
            case EXPORT -> {
                try (var writer = archive.part(operation.id, participant.name())) {
                    participant.export(new CustomerExport(operation.id, operation.customer()), writer);
                    writer.finish();
                }
            }
            case RESTRICT, LIFT -> throw new IllegalStateException("A restriction has no steps");
        }
    }

    private CustomerErasure erasure(OperationEntity operation, ErasureMode mode) {
        return new CustomerErasure(
                operation.id, operation.customer(), mode, operation.pseudonym, cipher.openBasis(operation));
    }

    private static CustomerMerge merge(String id, OperationEntity operation) {
        return new CustomerMerge(id, operation.customer(), operation.absorbed());
    }
}
