/// Why a line of `_redirects` or `_headers` is left out.
enum SiteRuleFault: Error, Equatable {
  case lineTooLong, tooManyRules
  case patternNoPath, patternWithHost, splatNotLast, name, nameRepeated
  case destinationMissing, destination, destinationName(String), otherHost, toItself
  case status, condition(String)
  case fieldBeforePath, field, fieldName(String), fieldValue, fieldRefused(String), tooManyFields

  var sentence: String {
    switch self {
    case .lineTooLong: "is longer than \(SiteRules.maximumLine) bytes"
    case .tooManyRules: "is one rule too many: \(SiteRules.maximumRules) are read"
    case .patternNoPath: "does not begin with a path such as /old"
    case .patternWithHost: "names a host; a rule is for a path"
    case .splatNotLast: "has a * that is not the whole last part of its path"
    case .name: "has a placeholder that is not a colon and a name"
    case .nameRepeated: "uses a placeholder twice in one path"
    case .destinationMissing: "does not say where the path leads"
    case .destination: "leads to what is neither a path nor an http or https address"
    case .destinationName(let name): "uses :\(name), which its path does not name"
    case .otherHost: "serves files of another host as its own, which is not done here; redirect to it, or deploy an app for it"
    case .toItself: "leads to itself"
    case .status: "has a status other than 200, 301, 302, 303, 307, 308 and 404"
    case .condition(let text): "has the condition \(text), and conditions are not known here"
    case .fieldBeforePath: "is a header before any path"
    case .field: "is not a header: Name: value, with blanks before it"
    case .fieldName(let name): "names \(name), which is not a header's name"
    case .fieldValue: "has a value with characters outside of ASCII or none at all"
    case .fieldRefused(let name): "sets \(name), which is not a site's to set"
    case .tooManyFields: "is one header too many: \(SiteRules.maximumFields) are read for one path"
    }
  }
}
