import Foundation
import RoostModel
import Testing

@Suite struct ProblemCodeTests {
  @Test(arguments: ProblemCode.allCases)
  func everyCodeHasAllThreeTables(_ code: ProblemCode) {
    #expect((400...599).contains(code.httpStatus))
    #expect((1...130).contains(code.exitStatus))
    #expect(!code.title.isEmpty && code.title.first?.isUppercase == true && code.title.last != ".")
  }

  @Test(arguments: ProblemCode.allCases)
  func everyCodeSurvivesJSON(_ code: ProblemCode) throws {
    let problem = Problem(code, "a \"message\"", hint: "roost doctor", cause: "line 1\nline 2")
    let copy = try JSONDecoder().decode(Problem.self, from: JSONEncoder().encode(problem))
    #expect(copy == problem)
  }

  @Test func anUnknownCodeDecodesToUnknown() throws {
    let text = #"{"code": "from.the-future", "message": "m", "hint": "h"}"#
    #expect(try JSONDecoder().decode(Problem.self, from: Data(text.utf8)).code == .unknown)
  }

  @Test func codesAreDottedLowercaseWords() {
    for code in ProblemCode.allCases {
      #expect(code.rawValue.allSatisfy { $0 == "." || $0 == "-" || ("a"..."z").contains($0) }, "\(code)")
    }
  }

  @Test func unexpectedKeepsAProblemAndNamesACancellation() {
    let known = Problem(.diskFull, "m", hint: "h")
    #expect(Problem.unexpected(known, during: "x") == known)
    #expect(Problem.unexpected(CancellationError(), during: "x").code == .cancelled)
    #expect(Problem.unexpected(CocoaError(.fileNoSuchFile), during: "x").code == .internal)
  }
}
