package dev.caresql.examples;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The folder of an export: opens its files and closes them all. */
final class CompanyFiles implements Closeable {
    private final Path folder;
    private final Optional<Damage> damage;
    private final Deque<CsvFile> open = new ArrayDeque<>();

    CompanyFiles(Path folder, CompanySettings settings) throws IOException {
        this.folder = Files.createDirectories(folder);
        if (settings.badRows() > 0) {
            Dice dice = Dice.of(settings.seed(), Dice.Purpose.DAMAGE, 0);
            damage = Optional.of(new Damage(settings.badRows(), dice, whole(Damage.TABLE)));
        } else {
            damage = Optional.empty();
        }
    }

    /** A file whose rows are never damaged: the master data that the facts point to. */
    CsvFile whole(Table table) throws IOException {
        return open(table, Optional.empty());
    }

    /** A file of facts, damaged when that is asked for. */
    CsvFile facts(Table table) throws IOException {
        return open(table, damage);
    }

    private CsvFile open(Table table, Optional<Damage> damageOfFile) throws IOException {
        CsvFile file = new CsvFile(Files.newOutputStream(folder.resolve(table.fileName())), table, damageOfFile);
        open.push(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
