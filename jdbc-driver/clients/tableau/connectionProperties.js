(function propertiesbuilder(attr) {
    var props = {};
    if (attr["v-fan-out"]) {
        props["fanOut"] = attr["v-fan-out"];
    }
    if (attr["v-as-of"]) {
        props["asOf"] = attr["v-as-of"];
    }
    return props;
})
