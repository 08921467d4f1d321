package org.kithwork.link;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** Opens what stands behind the secret of a personal link. Always there; asks no right, since the secret is one. */
@ProviderType
public interface PersonalLinks {

    /**
     * Runs the body as the user whose link it is, with the rights and the masks that he has at this moment and, of his rights, those
     * alone that the purpose names. Each call is counted, for the link and for the address it comes from; call it outside a
     * transaction.
     *
     * @param purpose the name of a {@link org.kithwork.link.spi.LinkPurpose}
     * @param secret what stood in the address, whatever it is
     * @param from the network address of whoever calls
     * @throws org.kithwork.problem.Problem {@code not-found}, the same for a secret that never was, was taken back, is for another
     *     purpose, or whose user is blocked or has lost a right of it; {@code too-many-requests}
     */
    <T> T read(String purpose, String secret, String from, Function<LinkHolder, T> body);
}
