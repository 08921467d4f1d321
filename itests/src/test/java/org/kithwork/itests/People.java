package org.kithwork.itests;

import java.util.List;

/** Makes users with default roles, as an administrator does, and signs them in. */
final class People {

    private static final String PASSWORD = "a-Very-good-1-indeed";

    private final KithworkProcess kithwork;
    private final KithworkClient admin;

    People(KithworkProcess kithwork, KithworkClient admin) {
        this.kithwork = kithwork;
        this.admin = admin;
    }

    /** A new user with these roles, who works in the first store. */
    KithworkClient signedIn(String username, String... roleWords) {
        var words = List.of(roleWords);
        var roles = new StringBuilder();
        for (var role : admin.get("/roles?limit=200").expect(200).body().path("items")) {
            if (words.contains(role.path("word").asText())) {
                roles.append(roles.isEmpty() ? "\"" : ",\"")
                        .append(role.path("id").asText())
                        .append('"');
            }
        }
        var store = admin.get("/stores").expect(200).body().path("items").get(0).path("id");
        var made = admin.post(
                        "/users",
                        "{\"username\":\"" + username + "\",\"roles\":[" + roles + "],\"stores\":[" + store + "]}")
                .expect(201);
        choosePassword(made.text("passwordLink"), PASSWORD);
        return KithworkClient.signIn(kithwork, username, PASSWORD);
    }

    KithworkClient again(String username) {
        return KithworkClient.signIn(kithwork, username, PASSWORD);
    }

    /** Uses the link with which a new user chooses a password. */
    void choosePassword(String link, String password) {
        var secret = link.replaceAll(".*[=/#]", "");
        KithworkClient.stranger(kithwork)
                .post("/password", "{\"link\":\"" + secret + "\",\"password\":\"" + password + "\"}")
                .expect(204);
    }
}
