package dev.caresql.excel.cli;

import dev.caresql.excel.addin.Addin;
import dev.caresql.excel.addin.AddinAddresses;
import dev.caresql.jdbc.CareVersion;
import dev.caresql.jdbc.cli.Catalogs;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code caresql-excel addin}: the KPIs as custom functions of an Office add-in. */
@Command(
        name = "addin",
        description =
                "Writes an Office add-in whose functions ask an HTTP service for KPIs: =CARESQL.NPS(\"2026-10\").",
        mixinStandardHelpOptions = true)
final class AddinCommand implements Callable<Integer> {
    @Option(names = "--model", description = "A caresql.yaml or its folder, for the KPIs that it adds.")
    private @Nullable Path model;

    @Option(names = "--url", required = true, description = "Address of the KPI service, https://...")
    private String url;

    @Option(
            names = "--pages",
            description =
                    "Address at which a web server shows the written folder; else that of the service and /addin.")
    private @Nullable String pages;

    @Option(names = "--out", required = true, description = "The folder to write; an earlier add-in in it is replaced.")
    private Path out;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        AddinAddresses addresses =
                AddinAddresses.parse(url, pages == null ? url.strip().replaceAll("/+$", "") + "/addin" : pages);
        Addin addin = new Addin(Catalogs.compile(model).catalog(), addresses, CareVersion.TEXT);
        addin.write(out);
        spec.commandLine()
                .getOut()
                .println(out + ": " + addin.size() + " functions; show the folder at " + addresses.pages()
                        + " and give " + out.resolve("manifest.xml") + " to Excel");
        return 0;
    }
}
