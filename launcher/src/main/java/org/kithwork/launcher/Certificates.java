package org.kithwork.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The certificate of HTTPS: from PEM or PKCS#12 files, or one that is signed by itself and made by Java's own tool. */
final class Certificates {

    private static final String TYPE = "PKCS12";
    private static final String ALIAS = "kithwork";
    private static final String SELF_SIGNED = "https-self-signed.p12";
    /** Protects nothing that the mode of the file does not; the format asks for one. */
    private static final char[] SELF_SIGNED_PASSWORD = "self-signed".toCharArray();

    private static final long TOOL_SECONDS = 60;
    private static final Duration RENEW = Duration.ofDays(30);

    private Certificates() {}

    /** A private key with its chain. */
    record Identity(PrivateKey key, Certificate[] chain) {}

    static Identity pem(Path certificate, Path key) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
            if (chain.length == 0) {
                throw new Installation.Refused(certificate + " holds no certificate.");
            }
            return new Identity(privateKey(key), chain);
        }
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        int start = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (start < 0 || end < start) {
            throw new Installation.Refused(file + " is no unencrypted PKCS#8 key (\"BEGIN PRIVATE KEY\");"
                    + " openssl pkcs8 -topk8 -nocrypt makes one.");
        }
        byte[] bytes =
                Base64.getMimeDecoder().decode(text.substring(start + "-----BEGIN PRIVATE KEY-----".length(), end));
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (InvalidKeySpecException wrong) {
                continue;
            }
        }
        throw new Installation.Refused(file + " is neither an RSA nor an EC key.");
    }

    static Identity pkcs12(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key) {
                return new Identity(key, store.getCertificateChain(alias));
            }
        }
        throw new Installation.Refused(file + " holds no private key.");
    }

    /** The one in the directory of the keys; made there when there is none that lasts. */
    static Identity selfSigned(Path keys, Set<String> names) throws IOException, GeneralSecurityException {
        Path file = keys.resolve(SELF_SIGNED);
        if (Files.exists(file)) {
            Identity kept = pkcs12(file, SELF_SIGNED_PASSWORD);
            if (lasts(kept)) {
                return kept;
            }
        }
        Path made = keys.resolve(SELF_SIGNED + ".new");
        Files.deleteIfExists(made);
        keytool(made, names);
        Installation.ownerOnly(made);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return pkcs12(file, SELF_SIGNED_PASSWORD);
    }

    private static boolean lasts(Identity identity) {
        return identity.chain()[0] instanceof java.security.cert.X509Certificate certificate
                && certificate.getNotAfter().after(new Date(System.currentTimeMillis() + RENEW.toMillis()));
    }

    private static void keytool(Path file, Set<String> names) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        if (!Files.isExecutable(tool)) {
            throw new Installation.Refused("no certificate is configured, and this Java has no " + tool
                    + " to make one; set KITHWORK_TLS_CERT.");
        }
        List<String> command = new ArrayList<>(List.of(tool.toString(), "-genkeypair", "-alias", ALIAS));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA"));
        command.addAll(List.of("-validity", "825", "-dname", "CN=Kithwork", "-ext", "san=" + alternatives(names)));
        command.addAll(List.of("-storetype", TYPE, "-storepass", new String(SELF_SIGNED_PASSWORD)));
        command.addAll(List.of("-keystore", file.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool made no certificate: " + told.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static String alternatives(Set<String> names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            all.add((name.matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*") ? "ip:" : "dns:") + name);
        }
        return String.join(",", all);
    }

    /** The names and addresses of this machine, by which a browser may call it. */
    static Set<String> localNames() throws SocketException {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1"));
        try {
            String host = InetAddress.getLocalHost().getHostName();
            if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
                names.add(host);
            }
        } catch (UnknownHostException e) {
            // Then it is called by its addresses.
        }
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLinkLocalAddress()) {
                    names.add(address.getHostAddress().replaceAll("%.*", ""));
                }
            }
        }
        return names;
    }
}
