package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeaderMappingTest {
    @Test
    void theUsualChineseColumnsAreKnown() {
        assertThat(HeaderMapping.customers().propose(List.of("客户编号", "姓名", "手机", "公司", "区县", "地址", "标签", "备注"), "pos"))
                .isEqualTo(Map.of(
                        "客户编号", "identifier:pos",
                        "姓名", "fullName",
                        "手机", "contact:PHONE",
                        "公司", "company",
                        "区县", "district",
                        "地址", "contact:ADDRESS",
                        "标签", "tags",
                        "备注", "note"));
    }

    @Test
    void englishColumnsInAnyCaseAndWithNoiseAreKnown() {
        assertThat(HeaderMapping.customers()
                        .propose(
                                List.of(
                                        "Customer ID",
                                        "Full_Name",
                                        "*Mobile No.",
                                        "E-Mail",
                                        "Phone 2",
                                        "手机（必填）",
                                        "???"),
                                "shop"))
                .isEqualTo(Map.of(
                        "Customer ID", "identifier:shop",
                        "Full_Name", "fullName",
                        "*Mobile No.", "contact:PHONE",
                        "E-Mail", "contact:EMAIL",
                        "Phone 2", "contact:PHONE",
                        "手机（必填）", "contact:PHONE"));
    }

    @Test
    void aFieldIsGivenOnceUnlessItMayRepeat() {
        Map<String, String> proposal = HeaderMapping.customers().propose(List.of("姓名", "客户姓名", "手机", "电话"), "pos");
        assertThat(proposal).containsOnlyKeys("姓名", "手机", "电话");
    }

    @Test
    void purchasesAreKnownInBothLanguages() {
        assertThat(HeaderMapping.purchases()
                        .propose(List.of("订单号", "会员号", "下单时间", "商品名称", "货号", "数量", "实付金额", "币种", "门店", "渠道"), "pos")
                        .values())
                .containsExactly(
                        "externalId",
                        "customer",
                        "at",
                        "product",
                        "sku",
                        "quantity",
                        "amount",
                        "currency",
                        "store",
                        "channel");
        assertThat(HeaderMapping.purchases()
                        .propose(List.of("customer_id", "order no", "Date", "Qty", "Total", "SKU"), "cdnow")
                        .values())
                .containsExactly("customer", "externalId", "at", "quantity", "amount", "sku");
    }
}
