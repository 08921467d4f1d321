package org.kithwork.saboteur.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the test wants, in files below the data directory: {@code order} is done once; to the customer in
 * {@code letter} a message is written once; each event of a customer in
 * {@code poisoned} fails until that file is gone.
 */
final class Orders {

    private final Path folder = Path.of(System.getProperty("kithwork.data", "."), "saboteur");

    /** The order, which is taken away with it, so that the next start does not find it again. */
    Optional<String> take() {
        var file = folder.resolve("order");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var order = Files.readString(file).strip();
            Files.delete(file);
            return Optional.of(order);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this customer is to be written to; asked once. */
    boolean takeLetter(String customer) {
        var file = folder.resolve("letter");
        try {
            return Files.exists(file) && Files.readString(file).strip().equals(customer) && Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isPoisoned(String customer) {
        try {
            return Files.readAllLines(folder.resolve("poisoned")).contains(customer);
        } catch (NoSuchFileException nobody) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
