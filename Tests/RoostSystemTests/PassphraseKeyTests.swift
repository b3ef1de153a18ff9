import RoostModel
import Testing

@testable import RoostSystem

@Suite struct PassphraseKeyTests {
  /// What Python's `hashlib.scrypt(b"correct horse battery", salt=..., n=2**14, r=32, p=1, maxmem=2**27, dklen=32)` says.
  @Test func itIsScrypt() throws {
    let salt = "00112233445566778899aabbccddeeff"
    let key = try PassphraseKey.derive(from: "correct horse battery", salt: salt)
    let expected: [UInt8] = [
      200, 215, 130, 232, 55, 251, 54, 171, 199, 86, 168, 169, 125, 24, 64, 89,
      182, 40, 15, 179, 55, 51, 44, 123, 160, 171, 169, 143, 228, 183, 4, 176,
    ]
    let same = try #require(SealingKey(bytes: expected))
    let sealed = try same.seal([1, 2, 3], for: "x")
    #expect(try key.open(sealed, for: "x") == [1, 2, 3])
    let other = try PassphraseKey.derive(from: "correct horse batterz", salt: salt)
    #expect(throws: Problem.self) { try other.open(sealed, for: "x") }
  }

  @Test func saltsAreItsOwnAndNothingElseIsTaken() {
    #expect(PassphraseKey.isSalt(PassphraseKey.newSalt()) && PassphraseKey.newSalt() != PassphraseKey.newSalt())
    for salt in ["", "$7$", "00112233445566778899aabbccddee$f", String(repeating: "0", count: 400)] {
      #expect(throws: Problem.self) { try PassphraseKey.derive(from: "correct horse battery", salt: salt) }
    }
    for word in ["short", "with\0a nul byte", String(repeating: "x", count: 512)] {
      #expect(throws: Problem.self) { try PassphraseKey.derive(from: word, salt: PassphraseKey.newSalt()) }
    }
  }

  @Test func digitsOfAnotherLengthAreNone() {
    #expect(PassphraseKey.decode("".utf8) == nil && PassphraseKey.decode("!".utf8) == nil)
    #expect(PassphraseKey.decode(String(repeating: ".", count: 43).utf8) == [UInt8](repeating: 0, count: 32))
  }
}
