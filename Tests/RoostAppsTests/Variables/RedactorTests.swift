import Foundation
import RoostModel
import SeededRandom
import Testing

@testable import RoostApps

@Suite struct RedactorTests {
  private let secret = #"p@ss "w0rd"/käse\x"#

  @Test func everyFormOfASecretIsTaken() throws {
    let redactor = Redactor(secrets: [secret])
    let bytes = Array(secret.utf8)
    var forms = [secret, try #require(secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics))]
    forms.append(try #require(secret.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)))
    forms.append("p%40ss+%22w0rd%22%2Fk%C3%A4se%5Cx")
    forms.append(String(decoding: try JSONEncoder().encode([secret]), as: UTF8.self))
    forms.append(#"p@ss \"w0rd\"/k\u00e4se\\x"#)
    forms.append(Data(bytes).base64EncodedString())
    forms.append(bytes.map { String(format: "%02x", $0) }.joined())
    forms.append(bytes.map { String(format: "%02X", $0) }.joined())
    for form in forms {
      let shown = redactor.redact("before \(form) after")
      #expect(shown.contains("***") && !shown.contains("w0rd") && !shown.contains("ss"), "\(form): \(shown)")
    }
  }

  @Test(arguments: 0..<20) func insideOfSomethingInBase64(_ offset: Int) {
    let secret = "correct-horse-battery"
    let inner = String(repeating: "u", count: offset) + ":" + secret + "@tail"
    let encoded = Data(inner.utf8).base64EncodedString()
    for form in [encoded, encoded.replacing("+", with: "-").replacing("/", with: "_")] {
      let shown = Redactor(secrets: [secret]).redact("Authorization: Basic \(form)\n")
      let kept = shown.split(separator: "***").map(String.init)
      #expect(shown.contains("***"))
      // What is left of the encoded text tells no more than a letter of it.
      for part in kept { #expect(!secretPart(of: part, in: encoded, inner, secret), "\(shown)") }
    }
  }

  /// Whether four letters that only the secret decides are left.
  private func secretPart(of text: String, in encoded: String, _ inner: String, _ secret: String) -> Bool {
    guard let range = inner.range(of: secret) else { return true }
    let begin = inner.utf8.distance(from: inner.startIndex, to: range.lowerBound)
    let first = (begin * 8 + 5) / 6
    let end = (begin + secret.utf8.count) * 8 / 6
    let letters = Array(encoded.utf8)[first..<end]
    let four = zip(letters, zip(letters.dropFirst(), zip(letters.dropFirst(2), letters.dropFirst(3))))
    return four.contains { text.contains(String(decoding: [$0, $1.0, $1.1.0, $1.1.1], as: UTF8.self)) }
  }

  @Test func linesAndPasswordsOfASecretAreSecrets() {
    let redactor = Redactor(secrets: ["first-line-of-a-key\nsecond-line-of-a-key\nx", "postgres://ann:Tr0ub4dor@db:5432/shop"])
    #expect(redactor.redact("| second-line-of-a-key |") == "| *** |")
    #expect(redactor.redact("password is Tr0ub4dor!") == "password is ***!")
    #expect(redactor.redact("db:5432/shop and x") == "db:5432/shop and x")
  }

  @Test func whatIsShortIsLeft() {
    let redactor = Redactor(secrets: ["", "a", "12345"])
    #expect(redactor.redact("a 12345") == "a 12345")
    #expect(Redactor.none.redact("x") == "x")
  }

  @Test func neighboursAndOverlapsAreOneMask() {
    let redactor = Redactor(secrets: ["abcdef", "defghi", "aaaaaa"])
    #expect(redactor.redact("-abcdefghi-") == "-***-")
    #expect(redactor.redact("abcdefabcdef") == "***")
    #expect(redactor.redact(String(repeating: "a", count: 1000) + "b") == "***b")
    #expect(redactor.redact("abcde") == "abcde")
  }

  @Test func problemsAndEventsAreRedacted() {
    let redactor = Redactor(secrets: ["hunter22"])
    let problem = redactor.redact(Problem(.buildFailed, "m hunter22", hint: "h hunter22", cause: "c hunter22"))
    #expect(problem == Problem(.buildFailed, "m ***", hint: "h ***", cause: "c ***"))
    let events: [ProgressEvent] = [
      .stage("build", detail: "x hunter22"), .output("hunter22"), .warning("hunter22!"), .finished("build", seconds: 1),
    ]
    #expect(events.map(redactor.redact) == [.stage("build", detail: "x ***"), .output("***"), .warning("***!"), events[3]])
  }
}

@Suite struct RedactionStreamTests {
  /// What the stream should do, said in another way: mark every byte of every occurrence, then write a mask for each run of them.
  private func expected(_ text: [UInt8], _ patterns: [[UInt8]]) -> [UInt8] {
    var marked = [Bool](repeating: false, count: text.count)
    for pattern in patterns where pattern.count <= text.count && !pattern.isEmpty {
      for start in 0...(text.count - pattern.count) where text[start..<start + pattern.count].elementsEqual(pattern) {
        for index in start..<start + pattern.count { marked[index] = true }
      }
    }
    var out: [UInt8] = []
    for (index, byte) in text.enumerated() {
      if !marked[index] { out.append(byte) } else if index == 0 || !marked[index - 1] { out += RedactionStream.mask }
    }
    return out
  }

  private func inPieces(_ text: [UInt8], _ automaton: PatternAutomaton, _ random: inout SeededRandom) -> [UInt8] {
    var stream = RedactionStream(automaton)
    var out: [UInt8] = []
    var rest = text[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...7, using: &random))
      out += stream.take(Array(piece))
      rest = rest.dropFirst(piece.count)
    }
    return out + stream.finish()
  }

  /// Two letters make overlaps of every kind.
  @Test func anyTextInAnyPieces() {
    for seed in 0..<UInt64(3000) {
      var random = SeededRandom(seed: seed)
      let letters: [UInt8] = Bool.random(using: &random) ? [97, 98] : [97, 98, 99, 100]
      let patterns = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
      }
      let text = (0..<Int.random(in: 0...60, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
      let shown = inPieces(text, PatternAutomaton(patterns), &random)
      #expect(shown == expected(text, patterns), "seed \(seed): \(patterns) in \(text)")
    }
  }

  @Test func nothingIsHeldThatIsNoBeginning() {
    var stream = RedactionStream(PatternAutomaton([Array("secret".utf8)]))
    #expect(stream.take(Array("a line\n".utf8)) == Array("a line\n".utf8))
    #expect(stream.take(Array("sec".utf8)).isEmpty && stream.waiting == 3)
    #expect(stream.take(Array("ond\n".utf8)) == Array("second\n".utf8))
  }

  /// However long a secret goes on, what is held stays as short as a pattern.
  @Test func anEndlessSecretIsNotHeld() {
    var stream = RedactionStream(PatternAutomaton([Array("aaaaaa".utf8)]))
    var out: [UInt8] = []
    for _ in 0..<1000 {
      out += stream.take([UInt8](repeating: 97, count: 100))
      #expect(stream.waiting <= 6)
    }
    #expect(out + stream.finish() == RedactionStream.mask)
  }

  @Test func fiveHundredSecretsInTenMegabytes() {
    let secrets = (0..<500).map { "secret-\($0)-" + String(repeating: "x", count: 40) }
    let redactor = Redactor(secrets: secrets)
    let line = Array("2026-01-01 a line of a log that says nothing, sec secret- secret-1- xxxx\n".utf8)
    var stream = redactor.stream()
    var shown = 0
    var masks = 0
    let piece = Array(repeating: line, count: 900).flatMap { $0 }
    for number in 0..<160 {
      let planted = Array(secrets[number * 3].utf8)
      let out = stream.take(piece + planted + [10])
      shown += out.count
      masks += out.split(separator: UInt8(ascii: "\n")).filter { $0.elementsEqual(RedactionStream.mask) }.count
    }
    #expect(masks == 160)
    #expect(shown + stream.waiting == 160 * (piece.count + 4))
  }
}
