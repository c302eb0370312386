#include "sample/joint_request.hpp"

#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "input/input_error.hpp"
#include "program.hpp"

namespace {

using namespace mirage;
using mirage_test::Folder;

struct Request : testing::Test {
    Folder folder;
    std::string points = folder.write("bc2.csv",
                                      "T [K],B [T],sigma_B\n0.3,>30,0.5\n1,14,0.5\n2,9,0.5\n2.5,6,0.5\n"),
                tc = folder.write("tc.csv", "T [mK],B [T],sigma_T\n2800,4,20\n2900,3,20\n"), spectra;

    Request() {
        std::string text = "T (K),B (T),V (mV),dI/dV (uS)\n";
        for (const int B : {0, 5})
            for (int i = -20; i <= 20; ++i)
                text += fmt::format("0.3,{},{},{}\n", B, 0.1 * i, 5.0 + 0.01 * i * i);
        spectra = folder.write("curves.csv", text);
    }
    JointRequest read(std::vector<std::string> more) const {
        more.insert(more.begin(), {"--points=" + points, "--spectra=" + spectra});
        return read_joint_request(more);
    }
    static std::string free_of(const JointTask& task) {
        std::string names;
        for (const JointParameter& p : joint_parameters(task))
            if (p.free) names += p.name + (p.is_shared() ? "* " : " ");
        return names;
    }
};

TEST_F(Request, ReadsBothPartsAndSharesTheMaterial) {
    const JointRequest request = read({"--free=tc0,beta,gamma,eta,v-ac", "--bounds=eta=0:0.5,beta=0.1:9"});
    EXPECT_EQ(request.task.points.samples[0].points.size(), 4u);
    EXPECT_EQ(request.task.points.samples[0].points[0].bound, Bound::lower);
    EXPECT_EQ(request.task.spectra.curves.size(), 2u);
    EXPECT_EQ(request.task.spectra.gap, GapOf::engine);
    EXPECT_EQ(free_of(request.task), "tc0* beta* gamma* eta v-ac ");
    EXPECT_EQ(request.conductance, "uS");
    EXPECT_FALSE(request.notes.empty());
    for (const FitParameter& p : request.task.points.parameters)
        if (p.name == "beta") {
            EXPECT_EQ(p.low, 0.1);
        }
    EXPECT_EQ(free_of(read({}).task), "tc0* beta* eta ");
    EXPECT_EQ(free_of(read({"--beta=1.2"}).task), "tc0* eta ");
    EXPECT_EQ(free_of(read({"--free=eta", "--tc0=3"}).task), "eta ");
}

TEST_F(Request, ManyFilesArePointsOfOneSample) {
    const JointRequest request = read({"--points=" + tc});
    const std::vector<Measurement>& all = request.task.points.samples[0].points;
    ASSERT_EQ(all.size(), 6u);
    EXPECT_EQ(all[4].T, 2.8);
    EXPECT_EQ(all[4].sigma_T, 0.02);
    EXPECT_EQ(request.task.points.samples.size(), 1u);
}

TEST_F(Request, FewPointsAreEnoughBesideCurves) {
    const std::string one = folder.write("one.csv", "T [K],B [T]\n0.3,>30\n");
    const JointRequest request =
        read_joint_request({"--points", one, "--spectra", spectra, "--free", "tc0,beta,gamma,eta"});
    EXPECT_EQ(free_of(request.task), "tc0* beta* gamma* eta ");
    EXPECT_THROW(read_joint_request({"--points", one, "--free", "tc0,beta,gamma"}), InputError);
}

TEST_F(Request, RangesAndColumnsAreOfTheirPart) {
    const JointRequest request =
        read({"--points-range=0.5:2.2", "--spectra-range=-1:1", "--points-columns=T=1,B=2"});
    EXPECT_EQ(request.task.points.samples[0].points.size(), 2u);
    EXPECT_TRUE(std::isnan(request.task.points.samples[0].points[0].sigma_B));
    EXPECT_EQ(request.task.spectra.curves[0].V.size(), 21u);
}

TEST_F(Request, RefusesWhatIsNoSample) {
    EXPECT_THROW(read_joint_request({}), InputError);
    EXPECT_THROW(read({"--free=beta,delta"}), InputError);
    EXPECT_THROW(read({"--free=beta,nonsense"}), InputError);
    EXPECT_THROW(read({"--units=reduced"}), InputError) << "of one part alone";
    EXPECT_THROW(read({"--each=beta"}), InputError) << "the material is one";
    EXPECT_NO_THROW(read({"--each=eta"}));
    EXPECT_THROW(read({"--points=" + folder.write("two.csv", "sample,T [K],B [T]\na,1,2\nb,1,3\n")}),
                 InputError);
    EXPECT_THROW(read({"--free=beta,eta"}), InputError) << "tc0 is neither free nor given";
}

}  // namespace
