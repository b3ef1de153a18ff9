import Testing

@testable import RoostCatalog

/// What programs say about their version.
@Suite struct SpokenVersionTests {
  /// Command, answer and version, parted by bars; no version is a dash.
  @Test(arguments: [
    "docker --version|Docker version 27.1.1, build 6312585|27.1.1", "java -version|openjdk version \"17.0.9\" 2023-10-17|17.0.9",
    "nginx -v|nginx version: nginx/1.22.1|1.22.1", "aws --version|aws-cli/2.15.30 Python/3.11.8 Linux/6.1|2.15.30",
    "kubectl version --client|Client Version: v1.29.3 Kustomize Version: v5.0.4|1.29.3",
    "go version|go version go1.23.4 linux/amd64|1.23.4", "cc --version|no number here|-", "node -e 1|v1.2.3|-",
    "x --version|build 7|-",
  ]) func aPatternsAnswerHoldsIt(line: String) throws {
    let parts = line.split(separator: "|").map(String.init)
    let step = VerifyStep(run: parts[0].split(separator: " ").map(String.init), expect: .pattern("."))
    #expect(step.version(in: parts[1]) ?? "-" == parts[2])
  }

  @Test func aLineSaysWhereItIs() {
    let step = VerifyStep(run: ["deno", "--version"], expect: .line("deno {version}"))
    #expect(step.version(in: "deno 2.1.4 (stable)\nv8 13") == "2.1.4")
    #expect(VerifyStep(run: ["x", "{version}"], expect: .line("{version}")).version(in: "1.2") == nil)
  }
}
