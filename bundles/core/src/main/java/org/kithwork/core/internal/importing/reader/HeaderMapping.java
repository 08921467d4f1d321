package org.kithwork.core.internal.importing.reader;

import com.ibm.icu.text.Normalizer2;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Proposes which column holds which field, from the names of the columns in Chinese or English. A proposal is exact: it
 * knows the names that people use and does not guess by likeness. Each field is given once, but contact points, tags
 * and notes may come from several columns.
 */
public final class HeaderMapping {
    private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern NOISE = Pattern.compile("[\\s_\\-./:：*()（）\\[\\]【】\"'#]+");

    private static final HeaderMapping CUSTOMERS = new HeaderMapping("""
            identifier:*=客户编号 客户号 客户id 客户代码 客户编码 会员编号 会员号 会员id 顾客编号 顾客id 用户编号 用户id 编号 customerid customerno customernumber customercode custid cust memberid memberno id externalid clientid userid accountid contactid
            identifier:card=会员卡号 卡号 会员卡 储值卡号 cardno cardnumber membercard loyaltycard
            fullName=姓名 客户姓名 会员姓名 顾客姓名 客户名称 联系人 联系人姓名 收件人 收货人 名字 全名 用户名称 昵称 name fullname customername customer contactname contact displayname
            familyName=姓 姓氏 familyname lastname surname last
            givenName=名 givenname firstname forename first
            contact:PHONE=手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 固定电话 固话 座机 家庭电话 办公电话 收件人电话 收货人手机 phone phonenumber mobile mobilephone mobileno cell cellphone tel telephone telno contactnumber contactphone
            contact:EMAIL=邮箱 电子邮箱 电子邮件 邮件 邮件地址 email emailaddress mail e-mail
            contact:ADDRESS=地址 详细地址 联系地址 通讯地址 收货地址 收件地址 家庭地址 住址 街道地址 address street streetaddress mailingaddress homeaddress shippingaddress addressline1
            contact:WECHAT=微信 微信号 微信id wechat wechatid weixin wx
            contact:OTHER=其他联系方式 传真 传真号码 othercontact fax faxnumber
            district=区县 县区 所在区县 区 区域 所在区 district county area
            company=公司 公司名称 单位 单位名称 工作单位 企业 企业名称 company companyname organisation organization employer org
            occupation=职业 职务 职位 岗位 工作 occupation job jobtitle title profession position
            sex=性别 sex gender
            birth=生日 出生日期 出生年月 出生年月日 birthday birthdate dateofbirth dob birth
            tags=标签 客户标签 会员标签 分组 客户分组 客户类型 tags tag labels label segment group
            note=备注 说明 附注 留言 备注信息 客户备注 note notes remark remarks comment comments memo description
            source=来源 客户来源 渠道来源 获客渠道 source leadsource origin
            store=门店 店铺 所属门店 开卡门店 门店名称 门店编号 分店 store shop branch storename storeid
            owner=负责人 归属人 客户经理 所属销售 销售 导购 跟进人 业务员 owner salesrep accountmanager assignedto
            kind=客户类别 kind customertype
            """);

    private static final HeaderMapping PURCHASES = new HeaderMapping("""
            customer=客户编号 客户号 客户id 会员编号 会员号 会员id 会员卡号 卡号 顾客编号 用户id 客户 会员 customer customerid customerno customernumber custid memberid userid clientid masterid accountid account
            externalId=订单号 订单编号 订单id 单号 交易号 交易编号 流水号 小票号 销售单号 单据编号 订单 orderid orderno ordernumber order transactionid transactionno transaction receipt receiptno invoice invoiceno invoiceid externalid saleid
            at=日期 时间 下单时间 订单时间 订单日期 交易时间 交易日期 购买日期 购买时间 消费时间 消费日期 销售日期 支付时间 付款时间 成交时间 date datetime time at orderdate orderedat purchasedate transactiondate saledate timestamp invoicedate createdat
            quantity=数量 件数 购买数量 销售数量 商品数量 quantity qty count units cds items pieces
            amount=金额 总金额 订单金额 实付金额 实付 实收 实收金额 消费金额 交易金额 销售额 销售金额 付款金额 总价 应付金额 合计 amount total totalamount value revenue sales price paid netamount dollars sum spend
            unitPrice=单价 售价 商品单价 unitprice priceperunit
            discount=折扣 优惠 优惠金额 折扣金额 discount discountamount
            tax=税 税额 税费 tax vat taxamount
            currency=币种 货币 currency currencycode
            store=门店 店铺 门店名称 门店编号 分店 销售门店 store shop branch storeid storename location outlet
            channel=渠道 销售渠道 订单来源 来源渠道 平台 channel saleschannel platform
            sku=商品编号 商品编码 商品代码 货号 条码 商品条码 款号 sku skuid itemcode productcode productid barcode stockcode itemid
            product=商品 商品名称 品名 产品 产品名称 货品名称 项目 product productname item itemname
            category=分类 品类 商品分类 类别 category productcategory
            """);

    private final Map<String, String> fields = new HashMap<>();

    private HeaderMapping(String table) {
        for (String line : table.strip().split("\n")) {
            int equals = line.indexOf('=');
            String field = line.substring(0, equals).strip();
            for (String name : line.substring(equals + 1).strip().split(" ")) {
                fields.put(folded(name), field);
            }
        }
    }

    /** The names of the columns of customers. */
    public static HeaderMapping customers() {
        return CUSTOMERS;
    }

    /** The names of the columns of purchases. */
    public static HeaderMapping purchases() {
        return PURCHASES;
    }

    /**
     * The fields proposed for these columns, in their order; a column that nobody knows has none.
     *
     * @param source the source of the import, which names its own numbers: identifier:pos
     */
    public Map<String, String> propose(List<String> columns, String source) {
        Map<String, String> proposal = new LinkedHashMap<>();
        List<String> given = new ArrayList<>();
        for (String column : columns) {
            Optional<String> field = fieldOf(column).map(name -> name.replace("*", source));
            if (field.isPresent() && (!given.contains(field.get()) || isRepeatable(field.get()))) {
                proposal.put(column, field.get());
                given.add(field.get());
            }
        }
        return proposal;
    }

    private Optional<String> fieldOf(String column) {
        String whole = folded(column);
        String known = fields.get(whole);
        if (known == null) {
            known = fields.get(folded(column.replaceAll("[(（\\[【].*$", "")));
        }
        if (known == null) {
            known = fields.get(whole.replaceAll("[0-9]+$", ""));
        }
        return Optional.ofNullable(known);
    }

    private static boolean isRepeatable(String field) {
        return field.startsWith("contact:") || field.equals("tags") || field.equals("note");
    }

    private static String folded(String name) {
        return NOISE.matcher(FOLD.normalize(name)).replaceAll("");
    }
}
