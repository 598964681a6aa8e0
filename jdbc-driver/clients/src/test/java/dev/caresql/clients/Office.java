package dev.caresql.clients;

import com.sun.star.beans.PropertyValue;
import com.sun.star.bridge.XUnoUrlResolver;
import com.sun.star.comp.helper.Bootstrap;
import com.sun.star.connection.NoConnectException;
import com.sun.star.frame.XComponentLoader;
import com.sun.star.frame.XDesktop;
import com.sun.star.lang.DisposedException;
import com.sun.star.lang.XComponent;
import com.sun.star.uno.UnoRuntime;
import com.sun.star.uno.XComponentContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A LibreOffice without a window, started on a profile of its own and steered over a socket. */
final class Office {
    private static final int ATTEMPTS = 120;
    private static final long PAUSE_MS = 500;

    private final Process process;
    private final XComponentContext context;

    private Office(Process process, XComponentContext context) {
        this.process = process;
        this.context = context;
    }

    static Office start(Path profile, Path log) throws Exception {
        int port = freePort();
        Process process = new ProcessBuilder(
                        "soffice",
                        "--headless",
                        "--invisible",
                        "--norestore",
                        "--nologo",
                        "-env:UserInstallation=" + profile.toUri(),
                        "--accept=socket,host=127.0.0.1,port=" + port + ";urp")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            return new Office(process, connect(port));
        } catch (Exception e) {
            kill(process);
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static XComponentContext connect(int port) throws Exception {
        XComponentContext local = Bootstrap.createInitialComponentContext(null);
        Object service =
                local.getServiceManager().createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local);
        XUnoUrlResolver resolver = as(XUnoUrlResolver.class, service);
        String url = "uno:socket,host=127.0.0.1,port=" + port + ";urp;StarOffice.ComponentContext";
        for (int attempt = 1; ; attempt++) {
            try {
                return as(XComponentContext.class, resolver.resolve(url));
            } catch (NoConnectException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MS);
            }
        }
    }

    /** An object of LibreOffice under one of its interfaces. */
    static <T> T as(Class<T> type, Object object) {
        T typed = UnoRuntime.queryInterface(type, object);
        if (typed == null) {
            throw new IllegalArgumentException(object + " is no " + type.getSimpleName());
        }
        return typed;
    }

    static PropertyValue property(String name, Object value) {
        PropertyValue property = new PropertyValue();
        property.Name = name;
        property.Value = value;
        return property;
    }

    <T> T service(Class<T> type, String name) throws com.sun.star.uno.Exception {
        return as(type, context.getServiceManager().createInstanceWithContext(name, context));
    }

    XComponent open(Path document) throws com.sun.star.uno.Exception {
        return service(XComponentLoader.class, "com.sun.star.frame.Desktop")
                .loadComponentFromURL(
                        document.toUri().toString(), "_blank", 0, new PropertyValue[] {property("Hidden", true)});
    }

    void stop() throws InterruptedException {
        try {
            service(XDesktop.class, "com.sun.star.frame.Desktop").terminate();
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (DisposedException | com.sun.star.uno.Exception e) {
            // It may end before it has answered.
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
