package dev.caresql.excel.addin;

import static java.util.Objects.requireNonNull;

import dev.caresql.error.CareSqlException;
import dev.caresql.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/**
 * Where the add-in asks, and where Excel finds it. Both are without a slash at their end.
 *
 * @param endpoint the HTTP service of the KPIs
 * @param pages the folder of the add-in's files, as a web server shows it
 */
public record AddinAddresses(URI endpoint, URI pages) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Requires https, or http on this machine for trying; no user, query or fragment. */
    public AddinAddresses {
        endpoint = checked(requireNonNull(endpoint, "endpoint is null").toString());
        pages = checked(requireNonNull(pages, "pages is null").toString());
    }

    /** Reads addresses as a user writes them. */
    public static AddinAddresses parse(String endpoint, String pages) {
        return new AddinAddresses(checked(endpoint), checked(pages));
    }

    /** Scheme, host and port of the pages, which is what browsers call their origin. */
    String pagesOrigin() {
        return pages.getScheme() + "://" + pages.getRawAuthority();
    }

    private static URI checked(String text) {
        URI uri;
        try {
            uri = new URI(text.strip().replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refused(text, "it cannot be read as an address", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        if (host.isEmpty()) {
            throw refused(text, "it names no host", null);
        }
        if (!scheme.equals("https") && !(scheme.equals("http") && THIS_MACHINE.contains(host))) {
            throw refused(text, "Excel takes add-ins over https alone, and a token must not travel in the open", null);
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused(text, "user names, secrets, ? and # do not belong in it", null);
        }
        return uri;
    }

    private static CareSqlException refused(
            String text, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        String message = "'" + text + "' is no address for the add-in: " + reason
                + "; write one such as https://kpi.example.com";
        return cause == null
                ? new CareSqlException(ErrorCode.BAD_URL, message)
                : new CareSqlException(ErrorCode.BAD_URL, message, cause);
    }
}
