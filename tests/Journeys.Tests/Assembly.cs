using Bihuan.TestKit;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Browser))]

// Each journey starts the whole program and a browser; side by side they would only wait for each other.
[assembly: Parallelization(MaxThreads = 1)]
