package dev.caresql.examples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/** A made-up company whose systems can be exported as CSV files. */
public final class Company {
    private final CompanySettings settings;
    private final Agents agents;
    private final Customers customers;

    /** A company of the given size; nothing is written yet. */
    public Company(CompanySettings settings) {
        this.settings = requireNonNull(settings, "settings is null");
        agents = new Agents(settings);
        customers = new Customers(settings);
    }

    /** Writes all tables into a folder, one file each; files of the same names are replaced. */
    public void writeTo(Path folder) throws IOException {
        try (CompanyFiles files = new CompanyFiles(folder, settings)) {
            Organisation.write(files);
            agents.write(files.whole(Agents.TABLE));
            customers.write(
                    files.whole(Customers.TABLE), agents.on(settings.period().from()));
            writeContacts(files);
            new Leads(files.facts(Leads.TABLE), settings, customers).write(agents);
            new Subscriptions(files.facts(Subscriptions.TABLE), settings).write(customers);
        }
    }

    private void writeContacts(CompanyFiles files) throws IOException {
        ServqualAnswers servqual = new ServqualAnswers(files.facts(ServqualAnswers.TABLE), settings);
        SurveyResponses responses = new SurveyResponses(files.facts(SurveyResponses.TABLE), servqual, settings);
        ContactStream.Results results = new ContactStream.Results(
                new Interactions(files.facts(Interactions.TABLE), settings.period()),
                new Tickets(files.facts(Tickets.TABLE), settings),
                new Surveys(responses, customers, settings));
        new ContactStream(settings, customers, agents).run(results);
    }
}
