package org.kithwork.core.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.core.internal.SharedData;

class PostalAddressTest {
    @ParameterizedTest
    @CsvSource({
        "浙江省杭州市西湖区文三路1号, 浙江省, 杭州市, 西湖区, 文三路1号",
        "浙江杭州市余杭区五常街道, 浙江省, 杭州市, 余杭区, 五常街道",
        "北京市朝阳区建国路88号, 北京市, 北京市, 朝阳区, 建国路88号",
        "北京市北京市朝阳区建国路88号, 北京市, 北京市, 朝阳区, 建国路88号",
        "北京市市辖区海淀区中关村, 北京市, 北京市, 海淀区, 中关村",
        "上海 浦东新区 昆明路97号, 上海市, 上海市, 浦东新区, 昆明路97号",
        "中国广东省深圳市南山区科技园, 广东省, 深圳市, 南山区, 科技园",
        "新疆维吾尔自治区乌鲁木齐市天山区人民路, 新疆维吾尔自治区, 乌鲁木齐市, 天山区, 人民路",
        "四川省凉山彝族自治州西昌市航天大道, 四川省, 凉山彝族自治州, 西昌市, 航天大道",
        "河北省承德市兴隆县南京路639号, 河北省, 承德市, 兴隆县, 南京路639号",
        "内蒙古自治区呼伦贝尔市鄂温克族自治旗巴彦托海, 内蒙古自治区, 呼伦贝尔市, 鄂温克族自治旗, 巴彦托海",
        "重庆市酉阳土家族苗族自治县桃花源, 重庆市, 重庆市, 酉阳土家族苗族自治县, 桃花源",
        "江西省南昌市红谷滩区, 江西省, 南昌市, 红谷滩区, ''",
        "昆明路97号, , , , 昆明路97号",
        "北京路219号, , , , 北京路219号",
        "幸福小区3栋, , , , 幸福小区3栋",
        "12 High Street, , , , 12 High Street",
    })
    void whatIsEvidentIsRead(String text, String province, String city, String district, String rest) {
        assertThat(PostalAddress.parse(text)).isEqualTo(new PostalAddress(text, province, city, district, rest));
    }

    @Test
    void equalAddressesShareOneForm() {
        assertThat(PostalAddress.parse("昆明路 ９７号－2，Ａ座").normalised())
                .isEqualTo(PostalAddress.parse("昆明路97号-2a座").normalised());
    }

    @Test
    void noTextMakesItFail() {
        SharedData.json("strings/blns.json")
                .forEach(node -> PostalAddress.parse(node.asText()).toDistrict());
    }
}
