package org.kithwork.core.internal.module.kar;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the permissions that a class names, without loading it: they stand whole among the constants of its class file,
 * because {@code @Requires} and {@code Permission.of} are given them whole.
 */
final class NamedPermissions {

    private static final Logger LOGGER = LoggerFactory.getLogger(NamedPermissions.class);
    private static final Pattern PERMISSION = Pattern.compile("[a-z][a-z0-9]*:[a-z][a-z0-9-]*:[a-z][a-z0-9-]*");

    private NamedPermissions() {}

    static void collect(byte[] classFile, Set<String> found) {
        try (var in = new DataInputStream(new ByteArrayInputStream(classFile))) {
            if (in.readInt() != 0xCAFEBABE) {
                return;
            }
            in.skipNBytes(4);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> {
                        var text = in.readUTF();
                        if (PERMISSION.matcher(text).matches()) {
                            found.add(text);
                        }
                    }
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    default -> in.skipNBytes(4);
                }
            }
        } catch (IOException e) {
            // No class file after all; it names nothing.
            LOGGER.debug("A class file cannot be read", e);
        }
    }
}
