package dev.caresql.excel.agreement;

import java.io.IOException;
import java.nio.file.Path;

/** LibreOffice without a window, with a profile of the test's own. */
public final class LibreOffice {
    private final Program soffice = Program.required("soffice");
    private final Path folder;

    /** The test is skipped, with a message, where there is none. */
    public LibreOffice(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a file, which computes what has no value yet, and writes it in another format.
     *
     * @param format as --convert-to takes it
     * @param out the folder that the file of the same name is written to
     */
    public void convert(Path file, String format, Path out) throws IOException {
        soffice.run(
                folder,
                "-env:UserInstallation=" + folder.resolve("profile").toUri(),
                "--headless",
                "--convert-to",
                format,
                "--outdir",
                out.toString(),
                file.toString());
    }
}
