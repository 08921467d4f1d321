package org.kithwork.bench.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.function.IntFunction;

/** Writes people as the CSV file of an import. */
public final class CustomerCsv {

    public static final String NUMBER = "客户编号";
    public static final String NAME = "姓名";
    public static final String PHONE = "手机";
    public static final String EMAIL = "邮箱";
    public static final String STORE = "门店";

    private final People people;
    private final IntFunction<String> storeCell;

    /** @param storeCell what stands in the file for the store of a number */
    public CustomerCsv(People people, IntFunction<String> storeCell) {
        this.people = people;
        this.storeCell = storeCell;
    }

    /** Writes the header and the people of [from, to). */
    public void write(long from, long to, Writer target) throws IOException {
        BufferedWriter out = new BufferedWriter(target);
        out.write(String.join(",", NUMBER, NAME, PHONE, EMAIL, STORE) + "\r\n");
        for (long index = from; index < to; index++) {
            Person person = people.person(index);
            out.write(String.join(
                    ",",
                    person.number(),
                    person.name(),
                    person.phone(),
                    person.email(),
                    storeCell.apply(person.store())));
            out.write("\r\n");
        }
        out.flush();
    }
}
