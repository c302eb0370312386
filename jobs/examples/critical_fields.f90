! B_c2(T) of monolayer NbSe2 in Fortran: gfortran critical_fields.f90 -lmirage-ising && ./a.out
program critical_fields
    use iso_c_binding
    implicit none
    type, bind(c) :: input
        type(c_ptr) :: name
        type(c_ptr) :: values
        integer(c_int64_t) :: count
        type(c_ptr) :: text
    end type
    type, bind(c) :: output
        type(c_ptr) :: name
        type(c_ptr) :: values
        integer(c_int64_t) :: count
    end type
    interface
        integer(c_int) function mirage_fields(n, in, in_count, out, out_count, run) bind(c)
            import
            integer(c_int64_t), value :: n
            type(input) :: in(*)
            type(output) :: out(*)
            integer(c_int32_t), value :: in_count, out_count
            type(c_ptr), value :: run
        end function
    end interface
    character(len=8), target :: names(5) = [character(len=8) :: 'tc0'//c_null_char, 'beta'//c_null_char, 'T'//c_null_char, &
                                            'B_c2'//c_null_char, 'order'//c_null_char]
    real(c_double), target :: tc0 = 3, beta = 4.1d0, T(4) = [0.5d0, 1d0, 2d0, 2.9d0], B(4), order(4)  ! K, meV, tesla
    integer :: i

    if (mirage_fields(4_c_int64_t, &
            [input(c_loc(names(1)), c_loc(tc0), 1, c_null_ptr), input(c_loc(names(2)), c_loc(beta), 1, c_null_ptr), &
             input(c_loc(names(3)), c_loc(T), 4, c_null_ptr)], 3, &
            [output(c_loc(names(4)), c_loc(B), 4), output(c_loc(names(5)), c_loc(order), 4)], 2, c_null_ptr) /= 0) stop 1
    do i = 1, 4
        print '(f0.1, ",", f0.10, ",", i0)', T(i), B(i), int(order(i))
    end do
end program
