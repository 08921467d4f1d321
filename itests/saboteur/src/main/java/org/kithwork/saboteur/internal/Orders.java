package org.kithwork.saboteur.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the test wants, in files below the data directory: {@code order} is done once, {@code poisoned} until it is gone. */
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

    void poison(String customer) {
        try {
            Files.writeString(folder.resolve("poisoned"), customer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isPoisoned(String customer) {
        var file = folder.resolve("poisoned");
        try {
            return Files.exists(file) && Files.readString(file).strip().equals(customer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
