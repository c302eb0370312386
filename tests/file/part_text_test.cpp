#include "file/part_text.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "file/hdf5_handle.hpp"
#include "file/result_file.hpp"
#include "program.hpp"

namespace {

using namespace mirage;

/// A described file whose numbers are those given.
class PartText : public testing::Test {
protected:
    void SetUp() override {
        const Configuration c =
            read_configuration("", {"--units=si", "--tc0=3", "--beta=4.1", "--T=0.1,0.3", "--B=0,20,40"});
        create_result_file(file(), c, {1, 1, 1.0, "plain"});
        write("order_parameter", H5T_NATIVE_DOUBLE, std::vector<double>{0.1, 1.0 / 3.0, 2, 3, 4, quiet_nan});
        write("phase", H5T_NATIVE_INT8, std::vector<std::int8_t>{0, 1, 2, 1, 0, -1});
        write("solution_count", H5T_NATIVE_INT8, std::vector<std::int8_t>{0, 1, 2, 3, 127, -1});
    }
    std::string file() const { return folder_ / "a.h5"; }
    template <class T>
    void write(const char* name, hid_t type, const std::vector<T>& values) {
        const Hdf5Handle id(H5Fopen(file().c_str(), H5F_ACC_RDWR, H5P_DEFAULT), H5Fclose, name);
        const Hdf5Handle dataset(H5Dopen2(id, name, H5P_DEFAULT), H5Dclose, name);
        checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    }
    template <class Write>
    std::string text(const std::vector<std::pair<std::string, double>>& selected, Write write_text) {
        const FilePart part =
            select_part(read_layout(file()), {"order_parameter", "phase", "solution_count"}, selected);
        TextWriter out(folder_ / "out");
        write_text(file(), part, Heading{"mirage show", Units::si, Json::object(), columns_of(part)}, out);
        out.close();
        return mirage_test::read_file(folder_ / "out");
    }

    mirage_test::Folder folder_;
};

TEST_F(PartText, ARowForEachPoint) {
    const std::string csv = text({}, write_csv);
    EXPECT_EQ(csv.substr(csv.find("# columns")),
              "# columns: alpha [meV], gamma [meV], T [K], B [T], order_parameter [meV], phase [1], "
              "solution_count [1]\n"
              "alpha,gamma,T,B,order_parameter,phase,solution_count\n"
              "0,0,0.1,0,0.1,normal,0\n"
              "0,0,0.1,20,0.3333333333333333,gapped,1\n"
              "0,0,0.1,40,2,gapless,2\n"
              "0,0,0.3,0,3,gapped,3\n"
              "0,0,0.3,20,4,normal,127\n"
              "0,0,0.3,40,nan,failed,nan\n");
    const std::string selected = text({{"B", 40}}, write_csv);
    EXPECT_NE(selected.find("solution_count\n0,0,0.1,40,2,gapless,2\n0,0,0.3,40,nan,failed,nan\n"),
              std::string::npos);
}

TEST_F(PartText, NestedListsForEachAxis) {
    const Json json = Json::parse(text({}, write_json));
    EXPECT_EQ(json["dims"], (std::vector<std::string>{"alpha", "gamma", "T", "B"}));
    EXPECT_EQ(json["coords"]["B"], (std::vector<double>{0, 20, 40}));
    EXPECT_EQ(json["values"]["order_parameter"].dump(), "[[[[0.1,0.3333333333333333,2],[3,4,null]]]]");
    EXPECT_EQ(json["values"]["phase"][0][0][1][2], "failed");
    EXPECT_EQ(json["values"]["solution_count"][0][0][1].dump(), "[3,127,null]");
    EXPECT_EQ(json["unit_of"]["order_parameter"], "meV");
    const Json one = Json::parse(text({{"B", 20}}, write_json));
    EXPECT_EQ(one["values"]["order_parameter"].dump(), "[[[[0.3333333333333333],[4]]]]");
}

}  // namespace
