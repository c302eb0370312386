// `mirage show DATA` through the command line: what measured points are read as.

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

TEST(ShowMeasurements, TheTableHasEverySampleAndPoint) {
    const Folder folder;
    const Outcome run = mirage("show " + folder.write("d.csv", "T,B\n0.1,45.5\n2.5,17\n"));
    EXPECT_EQ(run.status, 0) << run.err;
    for (const char* part : {"d, 2 points", "T [K]", "B [T]", "45.5", "17"})
        EXPECT_NE(run.out.find(part), std::string::npos) << part << "\n" << run.out;
}

TEST(ShowMeasurements, CsvReadsBackAsTheSamePoints) {
    const Folder folder;
    const Outcome first =
        mirage("show " + folder.write("d.csv", "T;B;sigma_T;sigma_B\n0.1;45.5;0.01;0.4\n2.5;17;;0.3\n") +
               " --format csv");
    ASSERT_EQ(first.status, 0) << first.err;
    EXPECT_NE(
        first.out.find(
            "# columns: sample [1], T [K], B [T], sigma_T [K], sigma_B [T]\nsample,T,B,sigma_T,sigma_B\n"
            "d,0.1,45.5,0.01,0.4\nd,2.5,17,,0.3\n"),
        std::string::npos)
        << first.out;
    const Outcome second = mirage("show " + folder.write("e.csv", first.out) + " --format csv");
    EXPECT_EQ(second.out.substr(second.out.find("# columns")), first.out.substr(first.out.find("# columns")));
}

TEST(ShowMeasurements, ReadsAsItIsTold) {
    const Folder folder;
    const std::string file = folder.write("d.csv", "a,t,b\n7,0.5,2\n8,0.9,1\n");
    EXPECT_EQ(mirage("show " + file).status, 2) << "reduced, or kelvin and tesla?";
    const Outcome run = mirage("show " + file + " --columns 'T[Tc]=2,B[Bp]=3' --tc0 3 --format csv");
    ASSERT_EQ(run.status, 0) << run.err;
    EXPECT_NE(run.out.find("\nd,1.5,11.1"), std::string::npos) << run.out;
    const std::string copy = folder / "copy.csv";
    EXPECT_EQ(mirage("show " + file + " --columns T=1,B=3 --format csv --output " + copy).status, 0);
    EXPECT_EQ(mirage("show " + copy).status, 0);
}

TEST(ShowMeasurements, JsonHasNumbersAndNullForWhatIsNotStated) {
    const Folder folder;
    const Outcome run =
        mirage("show --format json " + folder.write("d.csv", "T,B,sigma_T,sigma_B\n0.1,45.5,,0.4\n"));
    ASSERT_EQ(run.status, 0) << run.err;
    const auto json = nlohmann::json::parse(run.out);
    EXPECT_EQ(json["units"], "si");
    const auto& point = json["samples"][0]["points"][0];
    EXPECT_EQ(point["B"], 45.5);
    EXPECT_TRUE(point["sigma_T"].is_null());
}

TEST(ShowMeasurements, WhatCannotBeReadIsOneLine) {
    const Folder folder;
    for (const char* text : {"", "T,B\n0.1,x\n", "hello\n", "[material]\nbeta = 7\n"}) {
        const Outcome run = mirage("show " + folder.write("d.csv", text));
        EXPECT_EQ(run.status, 2) << text;
        EXPECT_EQ(run.error_lines(), 1) << run.err;
        EXPECT_EQ(run.out, "");
    }
}

}  // namespace
