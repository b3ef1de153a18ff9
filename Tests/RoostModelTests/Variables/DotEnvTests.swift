import RoostModel
import SeededRandom
import Testing

@Suite struct DotEnvTests {
  @Test(
    arguments: [
      ("A=1", ["A": "1"]), ("", [:]), ("# only\n\n  \t\n", [:]), ("A=", ["A": ""]), ("A = 1 ", ["A": "1"]),
      ("  export A=1\nexport\tB=2", ["A": "1", "B": "2"]), ("export=1", ["export": "1"]),
      ("A=1 # why", ["A": "1"]), ("A=1#not", ["A": "1#not"]), ("A=#nothing", ["A": ""]), ("A=a b  c", ["A": "a b  c"]),
      ("A='x $Y \\n # z' # c", ["A": #"x $Y \n # z"#]), (#"A="x\ty\\ \"q\" \$Z $Z \q""#, ["A": "x\ty\\ \"q\" $Z $Z \\q"]),
      ("A=\"one\ntwo\n\"\nB=3", ["A": "one\ntwo\n", "B": "3"]), ("A='one\ntwo'", ["A": "one\ntwo"]),
      ("A=1\r\nB=\"x\r\ny\"\r\n", ["A": "1", "B": "x\ny"]), ("A=1\nA=2\nA=3", ["A": "3"]),
      ("A=${B}$C$$", ["A": "${B}$C$$"]), ("A=b=c==", ["A": "b=c=="]), ("\u{FEFF}A=1", ["A": "1"]), ("A=ä€😀", ["A": "ä€😀"]),
      ("A=it's", ["A": "it's"]), ("A=\"\"", ["A": ""]), ("A=`x`", ["A": "`x`"]),
    ] as [(String, [String: String])])
  func read(_ text: String, _ expected: [String: String]) throws {
    let entries = try DotEnv(Array(text.utf8), file: ".env").entries
    #expect(Dictionary(uniqueKeysWithValues: entries.map { ($0.name.text, $0.value) }) == expected)
  }

  @Test(arguments: [
    ("A=1\nB", "line 2 of .env is not NAME=value"), ("\n\n9=1", "line 3 of .env does not begin"),
    ("A=1\nB=\"open\nC=2\n", "line 2 of .env opens a quote"), ("A='x' y", "line 1 of .env goes on"),
    ("A=\"x\ny\" z", "line 2 of .env goes on"), ("A-B=1", "line 1 of .env does not begin"),
    ("=1", "line 1 of .env does not begin"),
    ("A B=1", "line 1 of .env is not NAME=value"), ("OK=1\nA=x\0y", "line 2 of .env is not accepted"),
  ])
  func aBadLineIsNamed(_ text: String, _ expected: String) {
    let problem = #expect(throws: Problem.self) { try DotEnv(Array(text.utf8), file: ".env") }
    #expect(problem?.message.hasPrefix(expected) == true, "\(problem?.message ?? "")")
  }

  /// What stands in a bad line may be a secret.
  @Test(arguments: ["A=\"hunter22\nx", "hunter22", "A='x' hunter22", "hunter-22=1"])
  func aBadLineIsNotShown(_ text: String) {
    let problem = #expect(throws: Problem.self) { try DotEnv(Array(text.utf8), file: ".env") }
    #expect(problem.map { "\($0)".contains("hunter") } == false)
  }

  @Test func roostsOwnNamesArePassedOver() throws {
    let found = try DotEnv(Array("PORT=1\nA=2\nROOST_X=3\nPORT=4\n".utf8), file: ".env")
    #expect(found.entries.map(\.name.text) == ["A"] && found.reserved == ["PORT", "ROOST_X"])
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: Problem.self) { try DotEnv([65, 61, 0xFF], file: ".env") }
    #expect(throws: Problem.self) { try DotEnv([UInt8](repeating: 10, count: 1 << 20 + 1), file: ".env") }
  }

  @Test func whateverStandsThereIsReadOrRefused() {
    let letters = Array("AB=\"'\\\n\r# $\t\u{0}export é".utf8)
    for seed in 0..<UInt64(5000) {
      var generator = SeededRandom(seed: seed)
      let text = (0..<Int.random(in: 0...30, using: &generator)).compactMap { _ in letters.randomElement(using: &generator) }
      do {
        for entry in try DotEnv(text, file: "x").entries { #expect(!entry.value.utf8.contains(0), "seed \(seed): \(text)") }
      } catch { #expect(error.code == .variableInvalid, "seed \(seed): \(text)") }
    }
  }
}
