# B_c2(T) of monolayer NbSe2 in R: R CMD SHLIB mirage_r.c -lmirage-ising && Rscript critical_fields.R ./mirage_r.so
dyn.load(commandArgs(TRUE)[1])
mirage <- function(call, inputs, outputs) {
    n <- max(lengths(inputs))
    r <- .C("mirage_r", call, n, length(inputs), names(inputs), as.double(sapply(inputs, rep_len, n)),
            length(outputs), outputs, found = double(n * length(outputs)), result = 0L, NAOK = TRUE)
    if (r$result != 0) stop("mirage: ", call)
    setNames(as.data.frame(matrix(r$found, n)), outputs)
}
T <- c(0.5, 1, 2, 2.9)  # K, tesla, meV
lines <- mirage("mirage_fields", list(tc0 = 3, beta = 4.1, T = T), c("B_c2", "order"))
write.table(format(cbind(T, lines), digits = 12, trim = TRUE), sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
