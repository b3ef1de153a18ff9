import RoostModel

/// Why a certificate and a key cannot be used.
enum CertificateFault: Error, Equatable {
  case noCertificate
  case tooMany
  case unreadable(String)
  case noKey, severalKeys, encryptedKey
  case keyUnreadable
  case keyOfAnother
  /// The certificate at this place of the chain was not signed by the next one.
  case chainBroken(at: Int)
  case noNames

  func problem(_ what: String) -> Problem {
    Problem(.certificateInvalid, "\(what) cannot be used: \(sentence)", hint: hint)
  }

  private var sentence: String {
    switch self {
    case .noCertificate: "there is no certificate in it"
    case .tooMany: "there are more than \(CertificateReader.maximumChain) certificates in it"
    case .unreadable(let reason): "it is not PEM as it must be (\(reason))"
    case .noKey: "there is no private key in it"
    case .severalKeys: "there is more than one private key in it"
    case .encryptedKey: "the private key is protected with a passphrase"
    case .keyUnreadable: "the private key cannot be read, or is of a kind that clients do not accept"
    case .keyOfAnother: "the private key belongs to another certificate"
    case .chainBroken(let place): "certificate \(place + 1) of the chain was not signed by the next one"
    case .noNames: "the certificate is for no host (it has no subject alternative names)"
    }
  }

  private var hint: String {
    switch self {
    case .noCertificate, .tooMany, .unreadable: "look at it: openssl x509 -noout -text -in FILE"
    case .noKey, .severalKeys: "give the file with its one key: roost tls add CERTIFICATE KEY"
    case .encryptedKey: "take the passphrase off: openssl pkey -in KEY -out plain.key && roost tls add CERTIFICATE plain.key"
    case .keyUnreadable: "make one of a common kind: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out new.key"
    case .keyOfAnother: "compare both: openssl x509 -noout -pubkey -in CERTIFICATE; openssl pkey -pubout -in KEY"
    case .chainBroken:
      "put the server's certificate first, then the one that signed it, and so on: cat server.crt intermediate.crt"
    case .noNames: "ask for one with names: openssl req -addext subjectAltName=DNS:example.org ..."
    }
  }
}
