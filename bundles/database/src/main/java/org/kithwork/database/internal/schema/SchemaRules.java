package org.kithwork.database.internal.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.serializer.LiquibaseSerializable;
import org.jspecify.annotations.Nullable;

/**
 * What a module's change log may do: shape and fill tables whose names start with its own word, by the changes that run
 * on both databases. There is no free SQL, so nothing can reach another module's rows. The core may also make the views
 * that modules read and, in each database's own words, the triggers that guard its audit.
 */
final class SchemaRules {
    private static final Set<String> CHANGES = Set.of(
            "addColumn",
            "addDefaultValue",
            "addForeignKeyConstraint",
            "addNotNullConstraint",
            "addPrimaryKey",
            "addUniqueConstraint",
            "createIndex",
            "createSequence",
            "createTable",
            "delete",
            "dropColumn",
            "dropDefaultValue",
            "dropForeignKeyConstraint",
            "dropIndex",
            "dropNotNullConstraint",
            "dropPrimaryKey",
            "dropSequence",
            "dropTable",
            "dropUniqueConstraint",
            "empty",
            "insert",
            "modifyDataType",
            "renameColumn",
            "renameSequence",
            "renameTable",
            "setColumnRemarks",
            "setTableRemarks",
            "update");
    private static final Set<String> CORE_CHANGES = Set.of("createView", "dropView", "sql");
    private static final Set<String> PRECONDITIONS = Set.of("dbms", "tableExists", "columnExists", "indexExists");
    private static final Pattern OWN_NAME =
            Pattern.compile(".*(table|view|index|sequence)name|references", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_SCHEMA = Pattern.compile(".*(schema|catalog)name", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUERY = Pattern.compile("\\b(select|exists)\\b", Pattern.CASE_INSENSITIVE);

    private final ChangeLog changeLog;
    private final List<String> prefixes;

    SchemaRules(ChangeLog changeLog) {
        this.changeLog = changeLog;
        this.prefixes = changeLog.core() ? List.of("core_", "kithwork_") : List.of(changeLog.word() + "_");
    }

    void check(DatabaseChangeLog parsed) {
        checkPreconditions(parsed.getPreconditions());
        for (ChangeSet changeSet : parsed.getChangeSets()) {
            List<Change> changes = new ArrayList<>(changeSet.getChanges());
            changes.addAll(changeSet.getRollback().getChanges());
            changes.forEach(change -> checkChange(changeSet, change));
            checkPreconditions(changeSet.getPreconditions());
            if (!changeLog.core() && !changeSet.getSqlVisitors().isEmpty()) {
                throw refused(changeSet, "modifySql is free SQL");
            }
        }
    }

    private void checkChange(ChangeSet changeSet, Change change) {
        String name = ChangeFactory.getInstance().getChangeMetaData(change).getName();
        boolean coreChange = changeLog.core() && CORE_CHANGES.contains(name);
        if (!CHANGES.contains(name) && !coreChange) {
            throw refused(changeSet, "the change " + name + " is not among those a module may use");
        }
        checkFields(changeSet, change, coreChange);
    }

    private void checkFields(ChangeSet changeSet, LiquibaseSerializable part, boolean mayQuery) {
        for (String field : part.getSerializableFields()) {
            Object value = part.getSerializableFieldValue(field);
            if (value instanceof LiquibaseSerializable inner) {
                checkFields(changeSet, inner, mayQuery);
            } else if (value instanceof Collection<?> list) {
                list.stream()
                        .filter(LiquibaseSerializable.class::isInstance)
                        .forEach(inner -> checkFields(changeSet, (LiquibaseSerializable) inner, mayQuery));
            } else if (value != null) {
                checkText(changeSet, field, value.toString(), mayQuery);
            }
        }
    }

    private void checkText(ChangeSet changeSet, String field, String value, boolean mayQuery) {
        if (OWN_NAME.matcher(field).matches()
                && prefixes.stream()
                        .noneMatch(prefix -> value.toLowerCase(Locale.ROOT).startsWith(prefix))) {
            throw refused(
                    changeSet, field + " is " + value + ", but its names start with " + String.join(" or ", prefixes));
        }
        if (OTHER_SCHEMA.matcher(field).matches()) {
            throw refused(changeSet, field + " may not be given");
        }
        if (!mayQuery && !field.equals("remarks") && QUERY.matcher(value).find()) {
            throw refused(changeSet, field + " holds a query");
        }
    }

    private void checkPreconditions(@Nullable PreconditionLogic preconditions) {
        if (preconditions == null) {
            return;
        }
        for (Precondition precondition : preconditions.getNestedPreconditions()) {
            if (precondition instanceof PreconditionLogic logic) {
                checkPreconditions(logic);
            } else if (!PRECONDITIONS.contains(precondition.getName())) {
                throw new SchemaRefused("The change log of " + changeLog.word() + " is refused: the precondition "
                        + precondition.getName() + " is not among those a module may use.");
            }
        }
    }

    private SchemaRefused refused(ChangeSet changeSet, String why) {
        return new SchemaRefused("The change log of " + changeLog.word() + " is refused at change set "
                + changeSet.getId() + ": " + why + ".");
    }
}
