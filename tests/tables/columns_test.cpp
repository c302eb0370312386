#include "tables/columns.hpp"

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

ColumnChoice choice(const std::string& text) {
    return choose_columns(table_of("f", decoded_lines("f", text)));
}

/// With a row of numbers below the header.
ColumnChoice of_header(const std::string& header) {
    std::string row;
    for (const char c : header) row += c == ',' ? "1," : "";
    return choice(header + "\n" + row + "1\n");
}
int at(const std::optional<ChosenColumn>& column) { return column ? static_cast<int>(column->at) : -1; }
int sigma_T(const char* header) { return at(of_header(header).samples.at(0).sigma_T); }
int sigma_B(const char* header) { return at(of_header(header).samples.at(0).sigma_B); }

TEST(Columns, ErrorsGoToTheirColumn) {
    EXPECT_EQ(sigma_T("T,T_err,B,B_err"), 1);
    EXPECT_EQ(sigma_B("T,T_err,B,B_err"), 3);
    EXPECT_EQ(sigma_B("T,B,err"), 2);
    EXPECT_EQ(sigma_T("T,err,B,err"), 1);
    EXPECT_EQ(sigma_B("T,err,B,err"), 3);
    EXPECT_EQ(sigma_T("T,B,xerr,yerr"), 2);
    EXPECT_EQ(sigma_B("T,B,xerr,yerr"), 3);
    EXPECT_EQ(sigma_T("T (K),B (T),err (K)"), 2) << "by its unit";
    EXPECT_EQ(sigma_B("T (K),B (T),err (T)"), 2);
    EXPECT_EQ(sigma_T("T,B,sigma(T),sigma(B)"), 2);
    EXPECT_EQ(sigma_T("T,B,sigma_T"), 2);
    EXPECT_EQ(sigma_B("T,Hc2_par,Hc2_perp,Hc2_perp_err"), -1);
    EXPECT_EQ(sigma_B("T,B,R,R_err"), -1);
    const ColumnChoice wide = of_header("T_1L,B_1L,err_1L,T_2L,B_2L,sigma_B_2L");
    EXPECT_EQ(at(wide.samples.at(0).sigma_B), 2);
    EXPECT_EQ(at(wide.samples.at(1).sigma_B), 5);
    for (const char* header :
         {"T,B,err,err", "T,B,B_err,sigma_B", "T,yerr,B", "T,B,dT,err", "T,B,err (T)", "T_K,B_T,err_T"})
        EXPECT_THROW(of_header(header), InputError) << header;
}

TEST(Columns, WithoutNamesByTheirOrder) {
    EXPECT_EQ(choice("1,2\n").samples[0].B.at, 1u);
    EXPECT_FALSE(choice("1,2\n").named);
    EXPECT_EQ(at(choice("1.5,2,0.1,0.2\n").samples[0].sigma_B), 3);
    EXPECT_THROW(choice("1,2,3\n"), InputError);
    EXPECT_THROW(choice("2,85,10,75\n"), InputError) << "decimal commas?";
}

TEST(Columns, StatesWhatIsTakenAndWhatIsNot) {
    EXPECT_EQ(choice("R_n,T (mK),Hc2 (kOe),err\n5,1,2,3\n").notes.at(0),
              "f: T = 'T (mK)' [mK], B = 'Hc2 (kOe)' [kOe], sigma_B = 'err' (taken as kOe); not used: 'R_n'");
    EXPECT_EQ(choice("1 2\n").notes.at(0), "f: T = column 1 (taken as K), B = column 2 (taken as T)");
    EXPECT_NE(choice("device,T,B\na,1,2\n").notes.at(0).find("sample = 'device'"), std::string::npos);
}

TEST(Columns, MixturesAreRefused) {
    EXPECT_THROW(choice("criterion,T,B\na,1,2\nb,1,3\na,2,1\nb,2,2\n"), InputError);
    EXPECT_THROW(choice("angle,T,B\n0,1,2\n90,1,3\n0,2,1\n90,2,2\n"), InputError);
    EXPECT_NO_THROW(choice("file,T,B\na,1,2\nb,1,3\nc,2,1\nd,2,2\n")) << "each row has its own";
    EXPECT_THROW(choice("sample,device,T,B\na,b,1,2\n"), InputError);
    EXPECT_THROW(choice("\"T, A\",B (T)\n1,2\n"), InputError) << "in ampere?";
}

TEST(Columns, FilesOfMirage) {
    EXPECT_NO_THROW(choice("# command: mirage line\n# columns: T [K], B_c2 [T]\nT,B_c2\n1,2\n"));
    EXPECT_THROW(choice("# command: mirage point\nT,B\n1,2\n"), InputError);
    EXPECT_THROW(choice("T,B,order_parameter\n1,2,3\n"), InputError);
    EXPECT_THROW(choice("energy,dos\n1,2\n"), InputError);
}

}  // namespace
