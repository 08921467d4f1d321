package org.kithwork.bench.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PeopleTest {

    private final People people = new People(7);

    @Test
    void theSameSeedGivesTheSameFile() throws IOException {
        assertThat(csv(new People(7), 0, 500)).isEqualTo(csv(people, 0, 500));
        assertThat(csv(new People(8), 0, 500)).isNotEqualTo(csv(people, 0, 500));
    }

    @Test
    void aFileInTwoPartsHoldsThePeopleOfOneFile() throws IOException {
        String header = csv(people, 0, 0);

        assertThat(csv(people, 0, 200) + csv(people, 200, 300).substring(header.length()))
                .isEqualTo(csv(people, 0, 300));
    }

    @Test
    void noPhoneRepeats() {
        Set<String> phones = new HashSet<>();

        LongStream.concat(LongStream.range(0, 100_000), LongStream.range(1_500_000_000, 1_500_100_000))
                .forEach(index -> phones.add(people.person(index).phone()));

        assertThat(phones).hasSize(200_000).allMatch(phone -> phone.matches("1[358][0-9]{9}"));
    }

    @Test
    void theSmallStoreHasEachThousandthCustomer() {
        List<Long> members = LongStream.range(0, 10_000)
                .filter(index -> people.person(index).store() == People.SMALL_STORE)
                .boxed()
                .toList();

        assertThat(members)
                .hasSize(10)
                .isEqualTo(
                        LongStream.range(0, 10).mapToObj(people::inSmallStore).toList());
    }

    @Test
    void familyNamesAreAboutAsCommonAsAmongTheLiving() {
        long wang = LongStream.range(0, 20_000)
                .filter(index -> people.person(index).familyName().equals("王"))
                .count();

        assertThat(People.commonFamilyNames()).startsWith("王", "李");
        assertThat(wang).isBetween(1_300L, 2_100L);
    }

    private static String csv(People people, long from, long to) throws IOException {
        StringWriter text = new StringWriter();
        new CustomerCsv(people, store -> "S" + store).write(from, to, text);
        return text.toString();
    }
}
