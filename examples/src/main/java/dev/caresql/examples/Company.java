package dev.caresql.examples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;

/** A made-up company whose systems can be exported as CSV files. */
public final class Company {
    private final CompanySettings settings;
    private final Agents agents;
    private final Customers customers;
    private final Campaigns campaigns;

    /** A company of the given size; nothing is written yet. */
    public Company(CompanySettings settings) {
        this.settings = requireNonNull(settings, "settings is null");
        agents = new Agents(settings);
        customers = new Customers(settings);
        campaigns = new Campaigns(settings.period(), customers);
    }

    /** Writes all tables into a folder, one file each; files of the same names are replaced. */
    public void writeTo(Path folder) throws IOException {
        try (CompanyFiles files = new CompanyFiles(folder, settings)) {
            Organisation.write(files, settings.period());
            Promises.write(files, settings.period());
            SurveyForms.write(files);
            Scorecards.write(files);
            campaigns.write(files.whole(Campaigns.TABLE));
            agents.write(files.whole(Agents.TABLE));
            agents.writeAssignments(files.whole(Agents.ASSIGNMENTS));
            new KpiTargets(files.whole(KpiTargets.TABLE), settings, agents).write();
            customers.write(
                    files.whole(Customers.TABLE), agents.on(settings.period().from()));
            writeContacts(files);
            writeSales(files);
            new Marketing(settings, customers, campaigns).write(files);
            new Shifts(files, settings).write(agents);
        }
    }

    private void writeSales(CompanyFiles files) throws IOException {
        LeadTrail trail = new LeadTrail(files, settings);
        new Leads(files.facts(Leads.TABLE), trail, settings, customers, campaigns).write(agents);
        OrderLines lines = new OrderLines(files.facts(OrderLines.TABLE), settings.period());
        new Orders(files.facts(Orders.TABLE), lines, settings, campaigns).write(customers, agents);
        MrrMovements movements = new MrrMovements(files.facts(MrrMovements.TABLE), settings.period());
        new Subscriptions(files.facts(Subscriptions.TABLE), movements, settings).write(customers);
    }

    private void writeContacts(CompanyFiles files) throws IOException {
        ServqualAnswers servqual = new ServqualAnswers(files.facts(ServqualAnswers.TABLE), settings);
        SurveyInvitations invitations = new SurveyInvitations(files.facts(SurveyInvitations.TABLE), settings);
        SurveyResponses responses =
                new SurveyResponses(files.facts(SurveyResponses.TABLE), servqual, invitations, settings);
        TicketEvents events = new TicketEvents(files.facts(TicketEvents.TABLE), settings.period());
        ContactStream.Results results = new ContactStream.Results(
                new Interactions(files.facts(Interactions.TABLE), settings.period(), campaigns),
                new Tickets(files.facts(Tickets.TABLE), events, settings),
                new Surveys(responses, customers, settings),
                new QualityEvaluations(files.facts(QualityEvaluations.TABLE), settings),
                new VolumeForecasts(files.facts(VolumeForecasts.TABLE), settings));
        new ContactStream(settings, customers, agents).run(results);
    }
}
