package org.kithwork.core.internal.exporting;

import ezvcard.VCardVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.customer.CustomerLists;
import org.kithwork.customer.Customer;
import org.kithwork.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where the customers of an export come from, and the form of the file that they go into. */
@Component(service = ExportWriting.class)
public final class ExportWriting {

    private static final int PORTION = 200;

    private final CustomerLists lists;
    private final ExportColumns columns;
    private final Company company;
    private final Json json;

    @Activate
    public ExportWriting(
            @Reference CustomerLists lists,
            @Reference ExportColumns columns,
            @Reference Company company,
            @Reference Json json) {
        this.lists = lists;
        this.columns = columns;
        this.company = company;
        this.json = json;
    }

    /** Begins a file; closing it closes the target. */
    CustomerFile open(ExportRequest request, String mark, OutputStream target) throws IOException {
        var chosen = columns.chosen(request.columns());
        return switch (request.format()) {
            case CSV ->
                new CsvFile(
                        target,
                        request.encoding(),
                        chosen,
                        new CustomerCells(request.locale(), company.zone()),
                        mark,
                        request.locale());
            case JSONL -> new JsonLinesFile(target, chosen, json, mark);
            case VCARD4 -> new CardFile(target, VCardVersion.V4_0, chosen, mark);
            case VCARD3 -> new CardFile(target, VCardVersion.V3_0, chosen, mark);
        };
    }

    /** The customers, a portion at a time. */
    Iterator<List<Customer>> read(ExportRequest request) {
        return request.ids().isEmpty() ? new Listed(request) : new Selected(request.ids());
    }

    private final class Selected implements Iterator<List<Customer>> {

        private final List<String> ids;
        private int from;

        Selected(List<String> ids) {
            this.ids = ids;
        }

        @Override
        public boolean hasNext() {
            return from < ids.size();
        }

        @Override
        public List<Customer> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var some = ids.subList(from, Math.min(ids.size(), from + PORTION));
            from += some.size();
            return lists.some(some, ExportPermissions.CREATE);
        }
    }

    private final class Listed implements Iterator<List<Customer>> {

        private final ExportRequest request;

        /** Whom a search has found: he may be found again by another word. */
        private final Set<String> found = new HashSet<>();

        private @Nullable String after;
        private boolean ended;

        Listed(ExportRequest request) {
            this.request = request;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public List<Customer> next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            var part = lists.part(request.query(), ExportPermissions.CREATE, after);
            after = part.next();
            ended = after == null;
            return request.q() == null
                    ? part.customers()
                    : part.customers().stream()
                            .filter(customer -> found.add(customer.id().value()))
                            .toList();
        }
    }
}
