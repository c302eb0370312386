// Under mpirun with 1, 2, 3 and 5 ranks.

#include "parallel/instruction_sets.hpp"

#include <string>

#include <gtest/gtest.h>

#include "input/input_error.hpp"

namespace {

using namespace mirage;

TEST(InstructionSets, TheSameOnAllRanks) {
    EXPECT_NO_THROW(check_instruction_sets("avx512", communicator_of(MPI_COMM_WORLD, 1)));
}

TEST(InstructionSets, OneThatDiffersIsRefusedByAll) {
    const Communicator mpi = communicator_of(MPI_COMM_WORLD, 1);
    for (int odd = 0; odd < mpi.size; ++odd) {
        std::string message;
        try {
            check_instruction_sets(mpi.rank == odd ? "avx512" : "avx2", mpi);
        } catch (const InputError& refusal) {
            message = refusal.what();
        }
        EXPECT_EQ(message, mpi.size == 1 ? ""
                                         : "ranks differ in instruction set (avx2, avx512): set "
                                           "MIRAGE_INSTRUCTION_SET=avx2 or plain");
    }
}

}  // namespace
