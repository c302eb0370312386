#include "fit/data.hpp"

#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "fit/files.hpp"
#include "input/input_error.hpp"
#include "mirage/model/units.hpp"
#include "noted.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

Measurements read(const std::string& text, const ReadingOptions& options = {}) {
    const Folder folder;
    return read_measurements(folder.write("data.csv", text), options);
}

const std::vector<Measurement>& points_of(const Measurements& data) { return data.samples.at(0).points; }

std::string refusal(const std::string& text, const ReadingOptions& options = {}) {
    try {
        read(text, options);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

bool notes_say(const Measurements& data, const std::string& text) {
    return mirage_test::noted(data.notes, text);
}

TEST(FitData, ColumnsInAnyOrderWithUnits) {
    for (const char* text :
         {"T,B\n1.5,20\n2,10\n", "B [T], T [K]\n20,1.5\n10,2\n", "1.5 20\n2 10\n", "T_K;B_T\n1.5;20\n2;10\n",
          "\xef\xbb\xbfT\tB\r\n1.5\t20\r\n\r\n2\t10\r\n",
          "# a comment\nT/K,B/T # another\n1.5,20\n2,10 # here\n", "T (mK),B (kOe)\n1500,200\n2000,100\n",
          "T;B\n1,5;20,0\n2,0;10,0\n", "\"T\",\"B\"\n\"1.5\",\"20\"\n\"2\",\"10\"\n",
          "% T [K]   B [T]\n1.5 2.0e+01\n2 1.0e+01\n", "B (T),Tc (K)\n20,1.5\n10,2\n",
          ",T,B\n0,1.5,20\n1,2,10\n", "T,B\r1.5,20\r2,10",
          "IGOR\nWAVES/D Temperature, Bc2\nBEGIN\n\t1.5\t20\n\t2\t10\nEND\n",
          "T\tBc2\nK\tT\n\tin plane\n1.5\t20\n2\t10\n", "# T(K)  Hc2(kOe)\n1.5  200\n2  100\n"}) {
        const Measurements data = read(text);
        ASSERT_EQ(points_of(data).size(), 2u) << text;
        EXPECT_DOUBLE_EQ(points_of(data)[0].T, 1.5) << text;
        EXPECT_DOUBLE_EQ(points_of(data)[0].B, 20.0) << text;
        EXPECT_DOUBLE_EQ(points_of(data)[1].T, 2.0) << text;
        EXPECT_TRUE(std::isnan(points_of(data)[0].sigma_T)) << text;
        EXPECT_TRUE(notes_say(data, "data.csv: T = ")) << "what was taken for what is told";
    }
}

TEST(FitData, StatedErrors) {
    const Measurements data = read("sample,T,sigma_T,B,sigma_B\na,1.5,0.01,20,0.5\n");
    EXPECT_EQ(points_of(data).at(0).sigma_T, 0.01);
    EXPECT_EQ(points_of(data).at(0).sigma_B, 0.5);
    EXPECT_EQ(read("1.5,20,0.01,0\n").samples.at(0).points.at(0).sigma_B, 0.0) << "all the error is in T";
    const Measurements percent = read("T (mK),B (kOe),dT,B_err (%)\n1500,200,10,2\n");
    EXPECT_DOUBLE_EQ(points_of(percent).at(0).sigma_T, 0.01) << "in the unit of T";
    EXPECT_DOUBLE_EQ(points_of(percent).at(0).sigma_B, 0.4);
    const Measurements cells = read("T (mK),B\n1500±10,20.0(5)\n");
    EXPECT_DOUBLE_EQ(points_of(cells).at(0).sigma_T, 0.01);
    EXPECT_DOUBLE_EQ(points_of(cells).at(0).sigma_B, 0.5);
    EXPECT_NE(refusal("T,B,sigma_B\n1,20(1),1\n"), "") << "stated twice";
    EXPECT_NE(refusal("T,B,sigma_B\n1,20,\n2,10,1\n").find(":2:"), std::string::npos)
        << "errors of some rows only";
    EXPECT_NE(refusal("T,B,dT\n1.5,20,10\n").find(":2:"), std::string::npos) << "in mK?";
    EXPECT_NE(refusal("T,B,dB\n1.5,20,300\n2,10,200\n"), "") << "in mT?";
}

TEST(FitData, ErrorsThatVanish) {
    for (const char* text : {"T,B,sigma_B\n1,30,0.3\n2,20,0\n", "T,B,sigma_B\n1,30,0.3\n2,20,1e-300\n",
                             "T,B,dT\n1,30,0.1\n2,20,0\n", "T,B,sigma_T,sigma_B\n1,30,,0.3\n2,20,,0\n",
                             "T,B,sigma_T,sigma_B\n1,30,0,0.3\n2,20,0,0\n", "T,B\n1,30(1)\n2,20(0)\n",
                             "T,B,err (%)\n1,1e-300,2\n2,0,2\n", "T,B,err (%)\n1,30,2\n2,0,2\n"})
        EXPECT_NE(refusal(text).find(":3: sigma_"), std::string::npos) << text << refusal(text);
    EXPECT_EQ(refusal("T,B,sigma_T,sigma_B\n1,30,0,0.3\n2,20,0.1,0\n"), "") << "one of the two";
    EXPECT_EQ(refusal("T,B,sigma_B\n1,30,1e-7\n2,20,1e-7\n"), "") << "small";
}

TEST(FitData, BoundsOfTheField) {
    const Measurements data = read("T,B,sigma_B\n0.5,>34,\n1,30,0.5\n1.5,<25,0.2\n");
    EXPECT_EQ(points_of(data).at(0).bound, Bound::lower);
    EXPECT_EQ(points_of(data).at(0).B, 34.0);
    EXPECT_EQ(points_of(data).at(0).sigma_B, 0.5) << "the largest one stated";
    EXPECT_EQ(points_of(data).at(1).bound, Bound::none);
    EXPECT_EQ(points_of(data).at(2).bound, Bound::upper);
    EXPECT_TRUE(notes_say(data, "2 bounds"));
    EXPECT_NE(refusal("T,B\n>1,30\n"), "") << "a bound of T";
    const Measurements in_T = read("T,B,sigma_T,sigma_B\n0.5,>34,,\n1,30,0.05,0\n");
    EXPECT_EQ(points_of(in_T).at(0).sigma_T, 0.05) << "where the temperatures carry the errors";
    EXPECT_EQ(points_of(in_T).at(0).sigma_B, 0.0);
}

TEST(FitData, SamplesByTheirColumn) {
    const Measurements data = read("sample,T,B\n\"thin, 1L\",1,20\nthick,1,30\n\"thin, 1L\",2,10\n");
    ASSERT_EQ(data.samples.size(), 2u);
    EXPECT_EQ(data.samples[0].name, "thin, 1L");
    EXPECT_EQ(data.samples[0].points.size(), 2u);
    EXPECT_EQ(data.samples[1].points[0].B, 30.0);
    EXPECT_FALSE(notes_say(data, "more than once")) << "the same T in two samples is no duplicate";
    EXPECT_EQ(read("T,B\n1,2\n").samples[0].name, "data") << "else that of the file";
    EXPECT_NE(refusal("sample,T,B\n,1,2\n").find(":2:"), std::string::npos);
    std::string many = "sample,T,B\n";
    for (int i = 0; i < 60; ++i) many += std::to_string(i) + "s,1,2\n";
    EXPECT_NE(refusal(many).find("samples"), std::string::npos);
}

TEST(FitData, SamplesSideBySide) {
    const Measurements data = read("T_1L,B_1L,T_2L,B_2L\n1,20,1.1,30\n2,10,,\n,,2.2,15\n");
    ASSERT_EQ(data.samples.size(), 2u);
    EXPECT_EQ(data.samples[0].points.size(), 2u);
    EXPECT_EQ(data.samples[1].points.at(1).T, 2.2);
    EXPECT_FALSE(notes_say(data, "left out")) << "columns of different lengths";
    EXPECT_EQ(read("1L,,2L,\nX,Y,X,Y\n1,20,1.1,30\n2,10,2.2,15\n").samples.at(1).name, "2L");
}

TEST(FitData, WhatIsToleratedIsTold) {
    const Measurements twice = read("T,B\n1,2\n1,2\n");
    EXPECT_EQ(points_of(twice).size(), 2u);
    EXPECT_TRUE(notes_say(twice, "more than once"));
    const Measurements gaps = read("T,B\n1,20\n1.5,NaN\n2,\n2.5,--\n");
    EXPECT_EQ(points_of(gaps).size(), 1u);
    EXPECT_TRUE(notes_say(gaps, "3 rows without a value left out (lines 3, 4, 5)"));
    const Measurements both = read("T,B\n1,20\n1,-20\n2,-10\n");
    EXPECT_EQ(points_of(both).at(1).B, 20.0);
    EXPECT_TRUE(notes_say(both, "2 negative fields"));
    EXPECT_TRUE(notes_say(read("T,B,R_n\n1,20,5\n"), "not used: 'R_n'"));
    EXPECT_TRUE(notes_say(read("T,B\n1,2\n2,3\n3,4\n"), "rises"));
    EXPECT_EQ(points_of(read("T,B\n3.2,0\n1,20\n")).size(), 2u) << "B = 0 at Tc";
}

TEST(FitData, ReducedColumnsNeedTheCriticalTemperature) {
    const UnitSystem si = si_units(3.0, 2.0);
    const std::string pauli = "T/Tc,B/Bp\n0.5,2\n";
    EXPECT_NE(refusal(pauli).find("--tc0"), std::string::npos);
    ReadingOptions options;
    options.tc0 = {3.0};
    EXPECT_DOUBLE_EQ(points_of(read(pauli, options)).at(0).T, 1.5);
    EXPECT_NEAR(points_of(read(pauli, options)).at(0).B, 2.0 * si.field / std::sqrt(2.0), 1e-12);
    const std::string own =
        "# command: mirage line --beta 7\n# columns: T [Tc0], B_c2 [Delta0], order "
        "[1]\nT,B_c2,order\n0.5,2,2\n0.6,nan,0\n";
    EXPECT_NE(refusal(own).find("--tc0"), std::string::npos);
    EXPECT_NEAR(points_of(read(own, options)).at(0).B, 2.0 * si.field, 1e-12);
    EXPECT_NE(refusal("T/Tc,B/Bc2(0)\n0.5,2\n", options), "") << "B_c2(0) is not known";
    options.tc0 = {2.0, 3.0};
    options.first_sample = 1;
    EXPECT_DOUBLE_EQ(points_of(read(pauli, options)).at(0).T, 1.5) << "of its place in the list";
}

TEST(FitData, ColumnsByHand) {
    ReadingOptions options;
    options.columns = "T[mK]=2,B=1";
    EXPECT_DOUBLE_EQ(points_of(read("20 1500 0.1\n10 2000 0.1\n", options)).at(0).T, 1.5);
    options.columns = "T=9,B=1";
    EXPECT_NE(refusal("20 1500\n", options).find("--columns"), std::string::npos);
}

TEST(FitData, BadRowsAreNamedByLine) {
    for (const auto& [text, line] :
         std::vector<std::pair<std::string, std::string>>{{"T,B\n1,2\nx,3\n", ":3:"},
                                                          {"T,B\n-1,2\n", ":2:"},
                                                          {"T,B\n0,2\n", ":2:"},
                                                          {"T,B\n1\n", ":2:"},
                                                          {"T,B\n2,3\n1\n", ":3:"},
                                                          {"T,B\n1,2,3e999\n1,inf\n", ":1:"},
                                                          {"T,B\n1,2,3\n", ":1:"},
                                                          {"T,B\n1,2\n3,inf\n", ":3:"},
                                                          {"T;B\n2;3\n1;1,234,567\n", ":3:"},
                                                          {"T,current\n1,2\n", ":1:"},
                                                          {"1,2\n1|2\n", ":2:"},
                                                          {"1,2,0,0\n", ":1:"},
                                                          {"T,B\n1,400000\n", ":2:"},
                                                          {"T,B\n300,40\n", ":2:"},
                                                          {"T B R\n1 2 3\n2 1\n", ":3:"},
                                                          {"T,B\n1,1.2.3\n2,1\n", ":2:"}})
        EXPECT_NE(refusal(text).find(line), std::string::npos) << text << "\n" << refusal(text);
    EXPECT_NE(refusal(""), "");
    EXPECT_NE(refusal("T,B\n"), "");
    EXPECT_NE(refusal(std::string(20000, '1')), "");
    std::string many = "T,B\n";
    for (int i = 0; i < 100001; ++i) many += "1,2\n";
    EXPECT_NE(refusal(many).find("100000"), std::string::npos);
    EXPECT_EQ(read("1,4\n\n3,2").samples.at(0).points.size(), 2u) << "the last line without its end";
}

TEST(FitData, WhatIsNoCriticalField) {
    EXPECT_NE(refusal("T,B,R\n1,2,5\n2,2,6\n3,2,7\n"), "") << "a sweep of T at one field";
    EXPECT_NE(refusal("40,0.3\n30,1\n20,2\n"), "") << "exchanged columns without names";
    EXPECT_NE(refusal("1,2\n2,3\n3,4\n"), "") << "rising without names";
}

// Random headers: names, units, order, separators, quotes, decimal commas, line ends, encodings, comment
// signs and errors are mixed; every file ends in the right numbers or in a refusal.

/// Numbers of a fixed sequence, the same everywhere.
struct Dice {
    std::uint64_t state;
    std::size_t roll(std::size_t sides) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::size_t>(state >> 33) % sides;
    }
    bool chance(std::size_t one_in) { return roll(one_in) == 0; }
    template <class List>
    auto of(const List& list) {
        return list[roll(std::size(list))];
    }
};

struct Unit {
    const char* name;
    double per;  ///< 0: of something else
};

struct Column {
    std::string name;
    std::vector<double> values;
};

struct Mutant {
    std::string bytes;
    std::vector<double> T, B, sigma_B;
    bool good = true;
};

std::string text_of(double x, char decimal) {
    char text[40];
    std::snprintf(text, sizeof text, "%.10g", x);
    for (char& c : text)
        if (c == '.') c = decimal;
    return text;
}

std::string with_unit(Dice& dice, const std::string& name, const std::string& unit) {
    switch (dice.roll(6)) {
        case 0:
            return name + " (" + unit + ")";
        case 1:
            return name + " [" + unit + "]";
        case 2:
            return name + "/" + unit;
        case 3:
            return name + "_" + unit;
        case 4:
            return name + " in " + unit;
        default:
            return name + "(" + unit + ")";
    }
}

/// ASCII and Latin-1 as another encoding.
std::string encoded(Dice& dice, const std::string& latin) {
    const std::size_t kind = dice.roll(5);
    if (kind == 0) return latin;
    std::string bytes = kind == 1 ? "\xef\xbb\xbf" : kind == 2 ? "\xff\xfe" : "";
    for (const char c : latin) {
        const auto code = static_cast<unsigned char>(c);
        if (kind == 2 || kind == 3)
            bytes += {c, '\0'};
        else if (code < 0x80)
            bytes += c;
        else
            bytes += {static_cast<char>(0xc0 | code >> 6), static_cast<char>(0x80 | (code & 0x3f))};
    }
    return bytes;
}

std::string written(Dice& dice, const std::vector<Column>& columns) {
    constexpr const char* separators[] = {",", ";", "\t", " ", ", ", "; "};
    constexpr const char* ends[] = {"\n", "\r\n", "\r"};
    constexpr const char* comments[] = {"", "", "# ", "% ", "// ", "#"};
    const std::string separator = dice.of(separators), end = dice.of(ends);
    const bool quotes = separator == " " || dice.chance(4);
    const char decimal = (separator[0] != ',' || quotes) && dice.chance(3) ? ',' : '.';
    const auto cell = [&](const std::string& text) { return quotes ? "\"" + text + "\"" : text; };
    std::string text = dice.chance(4) ? "# measured by hand in May" + end : "";
    text += dice.of(comments);
    for (std::size_t i = 0; i < columns.size(); ++i) text += (i > 0 ? separator : "") + cell(columns[i].name);
    text += end;
    for (std::size_t row = 0; row < columns[0].values.size(); ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            text += (i > 0 ? separator : "") + cell(text_of(columns[i].values[row], decimal));
        text += end;
    }
    return text;
}

Mutant mutant(Dice& dice) {
    constexpr const char* T_names[] = {"T",        "Temp",        "Temperature",          "T_c",  "Tc",
                                       "T_sample", "TEMPERATURE", "Critical temperature", "$T_c$"};
    constexpr const char* B_names[] = {"B",
                                       "H",
                                       "Bc2",
                                       "B_c2",
                                       "Hc2",
                                       "H_c2",
                                       "mu0H",
                                       "mu0Hc2",
                                       "\2650Hc2",
                                       "Bc2_par",
                                       "Hc2_ab",
                                       "Field",
                                       "Critical field",
                                       "H||ab",
                                       "$\\mu_0 H_{c2}$"};
    constexpr const char* bad_names[] = {"Time",  "Voltage",  "T^2",     "1/T",  "Angle",
                                         "log B", "Hc2_perp", "Current", "H_irr"};
    constexpr Unit T_units[] = {{"K", 1.0}, {"mK", 1e3}, {"kelvin", 1.0}};
    constexpr Unit B_units[] = {{"T", 1.0}, {"mT", 1e3},  {"kOe", 10.0}, {"Oe", 1e4},
                                {"G", 1e4}, {"kG", 10.0}, {"Tesla", 1.0}};
    constexpr const char* bad_units[] = {"furlong", "meV", "\260C", "MT", "MK", "10^4 Oe", "a.u.", "mV"};
    constexpr const char* errors[] = {"sigma_B", "dB",      "B_err",   "B err", "Berr",
                                      "err_B",   "delta_B", "error B", "uB",    "B_std"};
    Mutant m;
    for (std::size_t i = 0, n = 3 + dice.roll(5); i < n; ++i) {
        m.T.push_back(0.2 + 0.3 * static_cast<double>(i) + 0.01 * static_cast<double>(dice.roll(20)));
        m.B.push_back(45.0 - 14.0 * m.T.back());
        m.sigma_B.push_back(0.01 * static_cast<double>(1 + dice.roll(40)));
    }
    const Unit T_unit = dice.of(T_units), B_unit = dice.of(B_units);
    std::string T_name = dice.of(T_names), B_name = dice.of(B_names), T_text = T_unit.name,
                B_text = B_unit.name;
    const std::size_t harm = dice.roll(20);
    if (harm == 0) T_name = dice.of(bad_names);
    if (harm == 1) B_name = dice.of(bad_names);
    if (harm == 2) T_text = dice.of(bad_units);
    if (harm == 3) B_text = dice.of(bad_units);
    if (harm == 4) std::swap(T_text, B_text);
    m.good = harm > 4;
    const auto scaled = [](const std::vector<double>& values, double per) {
        std::vector<double> result;
        for (const double x : values) result.push_back(x * per);
        return result;
    };
    std::vector<Column> columns{{with_unit(dice, T_name, T_text), scaled(m.T, T_unit.per)},
                                {with_unit(dice, B_name, B_text), scaled(m.B, B_unit.per)}};
    if (dice.chance(2))
        columns.push_back({dice.of(errors), scaled(m.sigma_B, B_unit.per)});
    else
        m.sigma_B.clear();
    if (dice.chance(3)) columns.push_back({"R_n", m.B});
    for (std::size_t i = columns.size(); i-- > 1;) std::swap(columns[i], columns[dice.roll(i + 1)]);
    m.bytes = encoded(dice, written(dice, columns));
    return m;
}

void expect_right(const Mutant& m, const Measurements& data, int number) {
    EXPECT_TRUE(m.good) << number << ": was taken\n" << m.bytes;
    ASSERT_EQ(data.samples.size(), 1u) << number << "\n" << m.bytes;
    const std::vector<Measurement>& points = points_of(data);
    ASSERT_EQ(points.size(), m.T.size()) << number << "\n" << m.bytes;
    for (std::size_t i = 0; i < points.size(); ++i) {
        EXPECT_NEAR(points[i].T, m.T[i], 1e-8) << number << "\n" << m.bytes;
        EXPECT_NEAR(points[i].B, m.B[i], 1e-7) << number << "\n" << m.bytes;
        EXPECT_TRUE(std::isnan(points[i].sigma_T)) << number;
        EXPECT_EQ(std::isnan(points[i].sigma_B), m.sigma_B.empty()) << number << "\n" << m.bytes;
        if (!m.sigma_B.empty()) {
            EXPECT_NEAR(points[i].sigma_B, m.sigma_B[i], 1e-7) << number << "\n" << m.bytes;
        }
    }
}

TEST(FitData, RandomHeadersEndInTheRightNumbersOrARefusal) {
    const Folder folder;
    Dice dice{20240501};
    int right = 0, good = 0;
    for (int number = 0; number < 1000; ++number) {
        const Mutant m = mutant(dice);
        good += m.good;
        Measurements data;
        try {
            data = read_measurements(folder.write("data.csv", m.bytes));
        } catch (const InputError& error) {
            EXPECT_NE(std::string(error.what()).find("data.csv"), std::string::npos) << error.what();
            continue;
        }
        ++right;
        expect_right(m, data, number);
        if (HasFailure()) return;
    }
    EXPECT_GT(right, good * 95 / 100) << "natural headers are read, not only refused";
}

}  // namespace
