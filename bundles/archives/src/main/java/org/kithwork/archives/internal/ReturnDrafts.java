package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.id.Ids;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of a return and applies it to its purchase, line by line. */
@Component(service = ReturnDrafts.class)
public final class ReturnDrafts {

    /** The same order in whatever order the lines came in. */
    private static final Comparator<PurchaseLine> DEAREST = Comparator.comparing(
                    (PurchaseLine line) -> line.unitPrice().amount())
            .reversed()
            .thenComparing(line -> line.net().amount())
            .thenComparing(PurchaseLine::quantity);

    private final Ids ids;
    private final Clock clock;

    @Activate
    public ReturnDrafts(@Reference Ids ids, @Reference Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** A return as said, before it is held against the purchase. */
    record NewReturn(
            String id,
            Instant at,
            List<Line> lines,
            @Nullable String externalId) {

        record Line(String lineId, BigDecimal quantity) {}
    }

    NewReturn read(ReturnDraft draft) {
        var faults = new Faults();
        var at = Said.at(faults, draft.at(), clock);
        var externalId = faults.optionalText("/externalId", draft.externalId(), 200);
        var drafts = draft.lines() == null ? List.<ReturnDraft.Line>of() : draft.lines();
        if (drafts.isEmpty()) {
            faults.add("/lines", "required");
        }
        var lines = new java.util.ArrayList<NewReturn.Line>();
        for (int i = 0; i < drafts.size(); i++) {
            var pointer = "/lines/" + i;
            var line = faults.requiredText(pointer + "/lineId", drafts.get(i).lineId(), 36);
            faults.requiredText(pointer + "/quantity", drafts.get(i).quantity(), 30);
            var quantity = faults.decimal(pointer + "/quantity", drafts.get(i).quantity());
            if (quantity != null && quantity.signum() <= 0) {
                faults.add(pointer + "/quantity", Said.message("quantity-positive"));
            } else if (quantity != null && quantity.stripTrailingZeros().scale() > PurchaseLine.SCALE) {
                faults.add(pointer + "/quantity", Said.message("quantity-scale", PurchaseLine.SCALE));
            } else if (quantity != null) {
                lines.add(new NewReturn.Line(line, quantity));
            }
        }
        faults.check();
        return new NewReturn(ids.next(), at, lines, externalId);
    }

    /** A return of one article, taken of its lines, the dearest first; what no line has left is refused when it is applied. */
    NewReturn read(Purchase purchase, ReturnRow row) {
        var faults = new Faults();
        var at = Said.at(faults, row.at().toString(), clock);
        faults.check();
        var lines = purchase.lines().stream().filter(row::isOf).sorted(DEAREST).toList();
        if (lines.isEmpty()) {
            throw Problem.invalid("/lines/0/lineId", Said.message("line-unknown"));
        }
        var taken = new java.util.ArrayList<NewReturn.Line>();
        var open = row.quantity();
        for (var line : lines) {
            var most = line.equals(lines.get(lines.size() - 1)) ? open : open.min(line.left());
            if (most.signum() > 0) {
                taken.add(new NewReturn.Line(line.id(), most));
                open = open.subtract(most);
            }
        }
        return new NewReturn(ids.next(), at, taken, row.key());
    }

    /** The purchase after the return; refused where a line has less left ({@code return-exceeds}). */
    Purchase apply(Purchase purchase, NewReturn said) {
        var unknown = new Faults();
        var exceeding = new Faults();
        var quantities = new LinkedHashMap<String, BigDecimal>();
        for (int i = 0; i < said.lines().size(); i++) {
            var pointer = "/lines/" + i;
            var back = said.lines().get(i);
            var line = purchase.lines().stream()
                    .filter(l -> l.id().equals(back.lineId()))
                    .findFirst();
            if (line.isEmpty()) {
                unknown.add(pointer + "/lineId", Said.message("line-unknown"));
                continue;
            }
            var sum = quantities.merge(back.lineId(), back.quantity(), BigDecimal::add);
            if (sum.compareTo(line.get().left()) > 0) {
                exceeding.add(
                        pointer + "/quantity",
                        Said.message("return-exceeds", line.get().left().toPlainString()));
            }
        }
        unknown.check();
        if (!exceeding.isEmpty()) {
            throw Problem.conflict(exceeding.found().get(0).message()).with(exceeding.found());
        }
        return purchase.giveBack(said.id(), said.at(), Map.copyOf(quantities), said.externalId());
    }
}
