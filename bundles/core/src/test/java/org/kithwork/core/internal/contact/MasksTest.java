package org.kithwork.core.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.core.internal.SharedData;
import org.kithwork.core.internal.text.ChineseName;

class MasksTest {
    @ParameterizedTest
    @CsvSource({
        "张三, 张*",
        "欧阳娜娜, 欧阳*",
        "单, 单*",
        "阿依古丽·买买提, 阿*",
        "John Smith, J*",
        "müller, m*",
        "𠮷野家, 𠮷*",
        "😀客户, 😀*",
        "李 明, 李*",
        "O'Brien 李, O*"
    })
    void aNameKeepsItsFamilyName(String name, String masked) {
        assertThat(Masks.name(ChineseName.split(name))).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "13812345678, 138****5678", "+86 138 1234 5678, 138****5678", "010-12345678, 010****5678",
                "010-12345678转801, 010****5678",
        "0755-81234567, 075*****4567", "+1 650 253 0000, +165****0000", "+852 9123 4567, +852****4567",
                "138****5678, 138****5678",
        "13812**5678, 138****5678", "400-810-1234, 40****1234", "abc, ***", "'', ***"
    })
    void aPhoneNumberKeepsBeginningAndLastFour(String number, String masked) {
        assertThat(Masks.phone(number)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "zhangsan@example.com, z***@example.com",
        "用户@例子.中国, 用***@例子.中国",
        "z@h, z***@h",
        "broken, ***",
        "@x, ***"
    })
    void anEmailKeepsItsFirstCharacterAndHost(String address, String masked) {
        assertThat(Masks.email(address)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "上海市浦东新区昆明路97号, , 上海市浦东新区***",
        "浙江省杭州市西湖区文三路1号, , 浙江省杭州市西湖区***",
        "昆明路97号, 浦东新区, 浦东新区***",
        "昆明路97号, , ***",
        "'', , ***"
    })
    void anAddressEndsAtItsDistrict(String address, String district, String masked) {
        assertThat(Masks.address(address, district)).isEqualTo(masked);
    }

    @Test
    void aBirthKeepsItsDecadeAndAnIdentityNumberItsEnd() {
        assertThat(Masks.birthYear(1990)).isEqualTo("1990-1999");
        assertThat(Masks.birthYear(1989)).isEqualTo("1980-1989");
        assertThat(Masks.identityNumber("11010519491231002X")).isEqualTo("****002X");
        assertThat(Masks.identityNumber("1234")).isEqualTo("***");
        assertThat(Masks.identityNumber("")).isEqualTo("***");
        assertThat(Masks.freeText()).isEqualTo("***");
    }

    @Test
    @DisplayName("S-16: no mask fails or tells the whole value")
    void noMaskFailsOrTellsTheWholeValue() {
        SharedData.json("strings/blns.json").forEach(node -> {
            String text = node.asText();
            assertThat(Masks.name(ChineseName.split(text))).endsWith("*");
            for (String masked : new String[] {
                Masks.phone(text), Masks.email(text), Masks.address(text, null), Masks.identityNumber(text)
            }) {
                assertThat(masked).contains("*");
                assertThat(text.length() > 8 && masked.contains(text)).isFalse();
            }
        });
    }
}
