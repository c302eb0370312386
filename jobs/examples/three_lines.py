import numpy, ising_mirage as mirage
lines = mirage.line(T=numpy.linspace(0.05, 3, 60), gamma=[0, 0.1, 0.3], tc0=3.0, beta=4.1)
lines.mirage.plot_lines("B_c2").figure.savefig("B_c2.png")
