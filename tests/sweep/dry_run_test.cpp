// `mirage sweep --dry-run` through the command line.

#include "sweep/dry_run.hpp"

#include <gtest/gtest.h>

#include "program.hpp"

namespace {

using mirage_test::Folder;
using mirage_test::mirage;
using mirage_test::Outcome;

TEST(DryRun, TellsWhatARunWouldTakeAndWritesNothing) {
    const Folder folder;
    const std::string arguments = "sweep --T 0.1:0.9:9 --B 0:3:4 --beta 7 --output " + folder / "a.h5";
    for (const Outcome& run :
         {mirage(arguments + " --dry-run"), mirage_test::mirage_mpi(2, 1, arguments + " --dry-run")}) {
        EXPECT_EQ(run.status, 0) << run.err;
        for (const char* part :
             {"36 points", "memory: about", "time: about", "checkpoint: none", "would be made"})
            EXPECT_NE(run.out.find(part), std::string::npos) << part << "\n" << run.out;
        EXPECT_EQ(folder.files(), 0);
    }
}

TEST(DryRun, RefusesWhatTheRunWouldRefuse) {
    const Folder folder;
    const std::string file = folder.write("a.h5", "mine\n");
    EXPECT_EQ(mirage("sweep --beta 7 --dry-run --output " + file).status, 2);
    EXPECT_EQ(mirage("sweep --beta 7 --dry-run --overwrite --output " + file).status, 0);
    EXPECT_EQ(mirage_test::read_file(file), "mine\n");
    EXPECT_EQ(folder.files(), 1);
}

}  // namespace
