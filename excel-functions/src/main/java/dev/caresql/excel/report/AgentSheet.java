package dev.caresql.excel.report;

import static java.util.Objects.requireNonNull;

import dev.caresql.excel.workbook.Grid;
import dev.caresql.excel.workbook.Look;
import dev.caresql.excel.workbook.Names;
import dev.caresql.excel.workbook.Palette;
import dev.caresql.excel.workbook.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.poi.ss.usermodel.HorizontalAlignment;

/** The sheet of agents: a table with a row for each, their KPIs coloured by the plan, and their scores. */
final class AgentSheet {
    private static final int HEADER_ROW = 3;
    private static final int MAX_KPIS = 8;
    private static final String TABLE = "Agents";
    private static final int AGENT_WIDTH = 26;
    private static final int TEAM_WIDTH = 34;

    /** With room to spare: right-aligned heads that fill their columns run into each other. */
    private static final int KPI_WIDTH = 23;

    /** Without an indent, which LibreOffice draws in some cells of a table and not in others. */
    private static final Look FIGURE = Style.BODY.withAlign(HorizontalAlignment.RIGHT);

    private static final Look RIGHT_HEADER = Style.HEADER.withAlign(HorizontalAlignment.RIGHT);

    private final Grid grid;
    private final ReportData data;
    private final Texts texts;

    AgentSheet(Grid grid, ReportData data, Texts texts) {
        this.grid = requireNonNull(grid, "grid is null");
        this.data = requireNonNull(data, "data is null");
        this.texts = requireNonNull(texts, "texts is null");
    }

    /** The agents whose figures a report can show; none when the model names no agents. */
    static List<Block> agents(ReportData data) {
        return data.blocks(Scope.AGENT, false);
    }

    /** Writes the sheet. */
    void write(List<Block> agents) {
        Map<String, KpiInfo> kpis = new LinkedHashMap<>();
        for (Block agent : agents) {
            for (Line line : agent.lines()) {
                if (kpis.size() < MAX_KPIS && line.result().actual().isPresent()) {
                    kpis.putIfAbsent(line.kpi().code(), line.kpi());
                }
            }
        }
        title();
        List<String> headers = header(kpis);
        int row = HEADER_ROW + 1;
        List<Block> sorted = agents.stream()
                .sorted(Comparator.comparing((Block agent) -> data.agentTeams().getOrDefault(agent.id(), "")))
                .toList();
        for (Block agent : sorted) {
            agent(row++, agent, kpis);
        }
        Tables.add(grid.sheet(), HEADER_ROW, agents.size(), TABLE, headers);
        grid.sheet().createFreezePane(1, HEADER_ROW + 1);
        Page.set(grid.sheet(), true, HEADER_ROW, HEADER_ROW, texts);
    }

    private void title() {
        grid.height(0, 30);
        grid.text(0, 0, texts.get("title.agents"), Style.TITLE);
        grid.text(1, 0, texts.get("subtitle.agents", data.request().period().title(texts)), Style.SUBTITLE);
    }

    private List<String> header(Map<String, KpiInfo> kpis) {
        List<String> headers = new ArrayList<>();
        grid.height(HEADER_ROW, 54);
        head(headers, texts.get("head.agent"), AGENT_WIDTH, Style.HEADER);
        head(headers, texts.get("head.team"), TEAM_WIDTH, Style.HEADER);
        for (KpiInfo kpi : kpis.values()) {
            String unit = texts.unit(kpi.unit());
            head(headers, kpi.label() + " (" + unit + ")", KPI_WIDTH, RIGHT_HEADER);
        }
        head(headers, texts.get("head.score"), 12, RIGHT_HEADER);
        return headers;
    }

    private void head(List<String> headers, String text, double width, Look look) {
        String name = Names.column(text, headers);
        grid.text(HEADER_ROW, headers.size(), name, look);
        grid.width(headers.size(), width);
        headers.add(name);
    }

    private void agent(int row, Block agent, Map<String, KpiInfo> kpis) {
        String team = data.agentTeams().getOrDefault(agent.id(), "");
        int lines = 1 + Math.max(agent.name().length() / AGENT_WIDTH, team.length() / TEAM_WIDTH);
        grid.height(row, 18 + 13.0 * (lines - 1));
        grid.text(row, 0, agent.name(), Style.BODY_WRAP);
        grid.text(row, 1, team, Style.BODY_MUTED.withWrap());
        int column = 2;
        for (KpiInfo kpi : kpis.values()) {
            Optional<Line> line = agent.lines().stream()
                    .filter(candidate -> candidate.kpi().code().equals(kpi.code()))
                    .findFirst();
            Look look = FIGURE.withFormat(kpi.format())
                    .withInk(line.map(AgentSheet::ink).orElse(Palette.INK));
            number(row, column++, line.map(Line::result).orElse(Result.NONE).actual(), look);
        }
        number(row, column, agent.score(), FIGURE.withBold().withFormat("0.0"));
    }

    private void number(int row, int column, OptionalDouble value, Look look) {
        if (value.isPresent()) {
            grid.number(row, column, value.getAsDouble(), look);
        } else {
            grid.blank(row, column, look.withAlign(HorizontalAlignment.RIGHT));
        }
    }

    private static String ink(Line line) {
        return switch (line.result().light()) {
            case "GREEN" -> Palette.GREEN;
            case "AMBER" -> Palette.AMBER;
            case "RED" -> Palette.RED;
            default -> Palette.INK;
        };
    }
}
