(function dsbuilder(attr) {
    return ["jdbc:caresql:" + attr[connectionHelper.attributeServer]];
})
