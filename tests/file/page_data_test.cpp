#include "file/page_data.hpp"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"
#include "file/result_file.hpp"
#include "input/input_error.hpp"
#include "program.hpp"
#include "unpacked.hpp"

namespace {

using namespace mirage;

/// A described file whose numbers are those given.
class PageData : public testing::Test {
protected:
    void SetUp() override {
        const Configuration c =
            read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.1,0.3", "--B=0,20,40"});
        create_result_file(file(), c, {1, 1, 1.0, "plain"});
        write("order_parameter", H5T_NATIVE_DOUBLE, std::vector<double>{0.1, 1.0 / 3.0, 2, 3, 4, quiet_nan});
        write("phase", H5T_NATIVE_INT8, std::vector<std::int8_t>{0, 1, 2, 1, 0, -1});
        write("solution_count", H5T_NATIVE_INT8, std::vector<std::int8_t>{0, 1, 2, 3, 4, -1});
    }
    std::string file() const { return folder_ / "a.h5"; }
    template <class T>
    void write(const char* name, hid_t type, const std::vector<T>& values) {
        const Hdf5Handle id(H5Fopen(file().c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, name);
        const Hdf5Handle dataset(H5Dopen2(id, name, H5P_DEFAULT), H5Dclose, name);
        checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    }
    Json page(const std::vector<std::pair<std::string, double>>& selected,
              const Json& measurements = Json::array(), double most = largest_page) {
        TextWriter out(folder_ / "out");
        write_page_data(file(), read_layout(file()), selected, measurements, out, most);
        out.close();
        text_ = mirage_test::read_file(folder_ / "out");
        return Json::parse(text_);
    }
    static const Json& variable(const Json& page, const std::string& name) {
        for (const Json& variable : page["variables"])
            if (variable["name"] == name) return variable;
        throw std::runtime_error(name);
    }

    mirage_test::Folder folder_;
    std::string text_;
};

TEST_F(PageData, ValuesFlagsAndWhatIsMissing) {
    const Json json = page({});
    const std::vector<double> delta =
        mirage_test::unpacked<float>(variable(json, "order_parameter")["data"], 6);
    EXPECT_EQ(delta[1], static_cast<double>(1.0f / 3.0f));
    EXPECT_TRUE(std::isnan(delta[5]));
    const Json& phase = variable(json, "phase");
    EXPECT_EQ(mirage_test::unpacked<std::int8_t>(phase["data"], 6), (std::vector<double>{0, 1, 2, 1, 0, -1}));
    EXPECT_EQ(phase["flags"]["2"], "gapless");
    const std::vector<double> count =
        mirage_test::unpacked<float>(variable(json, "solution_count")["data"], 6);
    EXPECT_EQ(count[4], 4.0);
    EXPECT_TRUE(std::isnan(count[5])) << "not computed";
    EXPECT_EQ(json["axes"].back()["name"], "B");
    EXPECT_EQ(json["axes"].back()["values"], (Json{0.0, 20.0, 40.0}));
}

TEST_F(PageData, NoTextEndsTheElementThatHoldsIt) {
    const Json measurements{{{"name", "</script><script>alert(1)</script>"}}};
    const Json json = page({}, measurements);
    EXPECT_EQ(text_.find('<'), text_.npos);
    EXPECT_EQ(json["measurements"][0]["name"], measurements[0]["name"]);
}

TEST_F(PageData, OfASelectedAxisOneValue) {
    const Json json = page({{"B", 20.0}});
    EXPECT_EQ(json["axes"].back()["values"], Json{20.0});
    EXPECT_EQ(mirage_test::unpacked<float>(variable(json, "order_parameter")["data"], 2)[1], 4.0);
    EXPECT_EQ(mirage_test::unpacked<double>(variable(json, "B_c2")["data"], 2).size(), 2u) << "has no B";
    EXPECT_THROW(page({{"B", 7.0}}), InputError);
    EXPECT_THROW(page({{"energy", 0.0}}), InputError);
}

TEST_F(PageData, WhatDoesNotFitIsListed) {
    const Json json = page({}, Json::array(), 30.0);
    ASSERT_FALSE(json["missing"].empty());
    EXPECT_NO_THROW(variable(json, "phase")) << "6 bytes";
    for (const Json& own : json["variables"]) EXPECT_NE(own["name"], json["missing"][0]["name"]);
}

}  // namespace
