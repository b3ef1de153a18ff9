import RoostModel
import Testing

@testable import RoostCommands

@Suite struct ProblemTextTests {
  @Test func titleMessageCauseAndHint() {
    let problem = Problem(.buildFailed, "npm ci failed", hint: "roost app logs shop", cause: "npm ERR!\n\nmissing\u{7}")
    let expected = """
      Build failed: npm ci failed
          npm ERR!

          missing?
      hint: roost app logs shop

      """
    #expect(ProblemText(problem: problem).text(.plain) == expected)
  }

  @Test func doctor() {
    let findings = [
      DoctorFinding(.ok, "overlay file systems"), DoctorFinding(.warning, "no cgroup v2"),
      DoctorFinding(.error, "mmdebstrap is missing", remedy: "apt install mmdebstrap"),
    ]
    let expected = """
      ok       overlay file systems
      warning  no cgroup v2
      error    mmdebstrap is missing
               mend it: apt install mmdebstrap
      1 to mend, 1 worth a look.

      """
    #expect(DoctorText(findings: findings).text(.plain) == expected)
    #expect(DoctorText(findings: [findings[0]]).text(.plain).hasSuffix("Nothing is missing.\n"))
  }

  @Test(
    arguments: [
      (0.0004, "0 ms"), (0.34, "340 ms"), (0.9996, "1.0 s"), (2.14, "2.1 s"), (59.96, "1 min 0 s"), (200, "3 min 20 s"),
      (18_120, "5 h 2 min"), (370_800, "4 d 7 h"), (-5, "0 ms"), (.infinity, "very long"),
    ] as [(Double, String)])
  func lengths(_ seconds: Double, _ text: String) { #expect(TimeText.length(seconds) == text) }
}
