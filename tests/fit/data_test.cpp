#include "fit/data.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

Measurements read(const std::string& text) {
    const Folder folder;
    return read_measurements(folder.write("data.csv", text));
}

const std::vector<Measurement>& points_of(const Measurements& data) { return data.samples.at(0).points; }

std::string refusal(const std::string& text) {
    try {
        read(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(FitData, ColumnsInAnyOrderWithUnits) {
    for (const char* text : {"T,B\n1.5,20\n2,10\n", "B [T], T [K]\n20,1.5\n10,2\n", "1.5 20\n2 10\n",
                             "T_K;B_T\n1.5;20\n2;10\n", "\xef\xbb\xbfT\tB\r\n1.5\t20\r\n\r\n2\t10\r\n",
                             "# a comment\nT/K,B/T # another\n1.5,20\n2,10 # here\n"}) {
        const Measurements data = read(text);
        ASSERT_EQ(points_of(data).size(), 2u) << text;
        EXPECT_EQ(points_of(data)[0].T, 1.5) << text;
        EXPECT_EQ(points_of(data)[0].B, 20.0) << text;
        EXPECT_EQ(points_of(data)[1].T, 2.0) << text;
        EXPECT_TRUE(std::isnan(points_of(data)[0].sigma_T)) << text;
        EXPECT_TRUE(data.notes.empty());
    }
}

TEST(FitData, StatedErrors) {
    const Measurements data = read("sample,T,sigma_T,B,sigma_B\na,1.5,0.01,20,0.5\n");
    EXPECT_EQ(points_of(data).at(0).sigma_T, 0.01);
    EXPECT_EQ(points_of(data).at(0).sigma_B, 0.5);
    EXPECT_EQ(read("1.5,20,0.01,0\n").samples.at(0).points.at(0).sigma_B, 0.0) << "all the error is in T";
}

TEST(FitData, SamplesByTheirColumn) {
    const Measurements data = read("sample,T,B\nthin,1,20\nthick,1,30\nthin,2,10\n");
    ASSERT_EQ(data.samples.size(), 2u);
    EXPECT_EQ(data.samples[0].name, "thin");
    EXPECT_EQ(data.samples[0].points.size(), 2u);
    EXPECT_EQ(data.samples[1].points[0].B, 30.0);
    EXPECT_TRUE(data.notes.empty()) << "the same T in two samples is no duplicate";
    EXPECT_EQ(read("T,B\n1,2\n").samples[0].name, "data") << "else that of the file";
    EXPECT_NE(refusal("sample,T,B\n,1,2\n").find(":2:"), std::string::npos);
    std::string many = "sample,T,B\n";
    for (int i = 0; i < 60; ++i) many += std::to_string(i) + "s,1,2\n";
    EXPECT_NE(refusal(many).find("samples"), std::string::npos);
}

TEST(FitData, DuplicatesAreToleratedWithANote) {
    const Measurements data = read("T,B\n1,2\n1,2\n");
    EXPECT_EQ(points_of(data).size(), 2u);
    ASSERT_EQ(data.notes.size(), 1u);
}

TEST(FitData, BadRowsAreNamedByLine) {
    for (const auto& [text, line] :
         std::vector<std::pair<std::string, std::string>>{{"T,B\n1,2\nx,3\n", ":3:"},
                                                          {"T,B\n1,-2\n", ":2:"},
                                                          {"T,B\n-1,2\n", ":2:"},
                                                          {"T,B\n0,2\n", ":2:"},
                                                          {"T,B\n1,nan\n", ":2:"},
                                                          {"T,B\n1\n", ":2:"},
                                                          {"T,B\n1,2,3e999\n1,inf\n", ":3:"},
                                                          {"T,current\n1,2\n", ":1:"},
                                                          {"1,2\n1|2\n", ":2:"},
                                                          {"1,2,0,0\n", ":1:"}})
        EXPECT_NE(refusal(text).find(line), std::string::npos) << text << "\n" << refusal(text);
    EXPECT_NE(refusal(""), "");
    EXPECT_NE(refusal("T,B\n"), "");
    EXPECT_NE(refusal(std::string(20000, '1')), "");
    std::string many = "T,B\n";
    for (int i = 0; i < 100001; ++i) many += "1,2\n";
    EXPECT_NE(refusal(many).find("100000"), std::string::npos);
    EXPECT_THROW(read_measurements("/none/such.csv"), InputError);
    EXPECT_THROW(read_measurements("/dev/zero"), InputError) << "a line without end";
    EXPECT_EQ(read("1,2\n\n3,4").samples.at(0).points.size(), 2u) << "the last line without its end";
}

}  // namespace
