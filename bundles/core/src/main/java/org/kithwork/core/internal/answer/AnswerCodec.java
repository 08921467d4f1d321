package org.kithwork.core.internal.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import org.kithwork.core.IdempotentAnswers.Answer;

/** An answer as bytes: status, headers, body. */
final class AnswerCodec {

    private AnswerCodec() {}

    static byte[] write(Answer answer) {
        var bytes = new ByteArrayOutputStream(answer.body().length + 256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(answer.status());
            out.writeInt(answer.headers().size());
            for (var header : answer.headers().entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
            out.write(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Answer read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var status = in.readInt();
            var headers = new LinkedHashMap<String, String>();
            for (int count = in.readInt(); count > 0; count--) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new Answer(status, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
