import RoostModel
import Testing

@testable import RoostCommands

@Suite struct TypeQuestionTests {
  @Test(arguments: [
    ("1", 0), (" 2 \n", 1), ("node", 1), ("FLASK", 0), ("3", nil), ("0", nil), ("", nil), ("-1", nil), ("x", nil),
  ])
  func aNumberOrANameIsAChoice(_ answer: String, _ index: Int?) {
    #expect(Question.choice(answer, among: ["flask", "node"]) == index)
  }

  @Test func endOfInputIsNone() { #expect(Question.choice(nil, among: ["flask"]) == nil) }

  @Test func whatAProblemOffersCanBeReadFromIt() throws {
    let candidates = [
      Candidate(type: .reactRouter, score: 93, evidence: [Evidence(file: "package.json", line: 3, says: "a: (b)\nc")]),
      Candidate(type: .rack, score: 90, evidence: []),
    ]
    let ambiguity = ProjectAmbiguity(candidates)
    let problem = ambiguity.problem(of: "shop", word: "shop")
    #expect(ProjectAmbiguity(problem) == ambiguity)
    #expect(ambiguity.choices.map(\.description) == ["react-router (93): package.json:3 a: (b) c", "rack (90): "])
    var other = problem
    other.cause = "server: cmd/server/main.go"
    #expect(ProjectAmbiguity(other) == nil)
    #expect(ProjectAmbiguity(Problem(.projectUnrecognised, "x", hint: "y", cause: problem.cause)) == nil)
  }
}
