package org.kithwork.core.internal.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundException.Reason;
import org.kithwork.outbound.OutboundRequest;
import org.kithwork.outbound.OutboundResponse;

/**
 * One request on a connection of its own, which goes to an address that was checked: nothing is looked up again, and
 * nothing is kept that a later call could use for another address.
 */
final class Hop implements AutoCloseable {

    static final int MOST_BYTES = 1024 * 1024;

    private static final int LONGEST_LINE = 8192;
    private static final int MOST_HEADERS = 100;
    private static final int PORTION = 8192;

    private final TlsSocketStrategy tls;
    private final ScheduledExecutorService watch;

    Hop() {
        this(DefaultClientTlsStrategy.createDefault());
    }

    Hop(TlsSocketStrategy tls) {
        this.tls = tls;
        watch = Executors.newSingleThreadScheduledExecutor(body -> {
            var thread = new Thread(body, "kithwork-outbound");
            thread.setDaemon(true);
            return thread;
        });
    }

    OutboundResponse call(OutboundRequest request, Target target, List<InetAddress> addresses, Deadline deadline) {
        var left = deadline.left();
        var message = message(request);
        try (var client = client(addresses, Timeout.of(left))) {
            var end = watch.schedule(message::cancel, left.toNanos(), TimeUnit.NANOSECONDS);
            try {
                return client.execute(message, response -> read(request, response));
            } finally {
                end.cancel(false);
            }
        } catch (OutboundException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw failure(e, target, deadline);
        }
    }

    private CloseableHttpClient client(List<InetAddress> addresses, Timeout left) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Pinned(addresses))
                .setTlsSocketStrategy(tls)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(LONGEST_LINE)
                                .setMaxHeaderCount(MOST_HEADERS)
                                .build())
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(left)
                        .setSocketTimeout(left)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(left).build())
                .setUserAgent("Kithwork")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
    }

    private static HttpUriRequestBase message(OutboundRequest request) {
        var message = new HttpUriRequestBase(request.method().name(), request.uri());
        request.headers().forEach(message::setHeader);
        if (request.body().length > 0) {
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        return message;
    }

    private static OutboundResponse read(OutboundRequest request, ClassicHttpResponse response) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue() == null ? "" : header.getValue());
        }
        var encoding = headers.getOrDefault("content-encoding", "identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw Failure.of(Reason.UNREADABLE, "answer-compressed");
        }
        var entity = response.getEntity();
        if (entity == null) {
            return new OutboundResponse(response.getCode(), request.uri(), headers, new byte[0]);
        }
        if (entity.getContentLength() > MOST_BYTES) {
            throw Failure.of(Reason.TOO_LARGE, "answer-too-large");
        }
        try (var content = entity.getContent()) {
            return new OutboundResponse(response.getCode(), request.uri(), headers, bytes(content));
        }
    }

    private static byte[] bytes(InputStream content) throws IOException {
        var read = new ByteArrayOutputStream();
        var portion = new byte[PORTION];
        for (int n = content.read(portion); n >= 0; n = content.read(portion)) {
            if (read.size() + n > MOST_BYTES) {
                throw Failure.of(Reason.TOO_LARGE, "answer-too-large");
            }
            read.write(portion, 0, n);
        }
        return read.toByteArray();
    }

    private static OutboundException failure(Exception e, Target target, Deadline deadline) {
        if (deadline.isOver() || e instanceof ConnectTimeoutException || e instanceof java.net.SocketTimeoutException) {
            return Deadline.timedOut();
        }
        return isUnreadable(e)
                ? Failure.of(Reason.UNREADABLE, "answer-unreadable", target.host())
                : Failure.of(Reason.UNREACHABLE, "host-unreachable", target.host());
    }

    private static boolean isUnreadable(Throwable e) {
        return e instanceof HttpException
                || e.getCause() instanceof HttpException
                || e instanceof org.apache.hc.core5.http.MessageConstraintException
                || e instanceof org.apache.hc.core5.http.UnsupportedHttpVersionException;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    /** Answers with what was checked, whatever it is asked. */
    private record Pinned(List<InetAddress> addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) {
            return addresses.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
