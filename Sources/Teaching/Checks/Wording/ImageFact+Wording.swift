import Basics
import Lessons

extension ImageFact {
  /// What must be so, as one sentence; `other` is the name of the machine that has the image to compare with.
  func expected(on machine: String, other: String?) -> Phrase {
    guard exists else {
      return Phrase(en: "\(machine) has no image named \(title).", ja: "\(machine) に \(title) という名前のイメージがない。")
    }
    var features: [Phrase] = []
    if let sameAs {
      let place = other ?? machine
      features.append(
        Phrase(
          en: "the same image as \(sameAs.reference) on \(place)",
          ja: "\(place) の \(sameAs.reference) と同じイメージ"))
    }
    if alsoNamed != nil {
      features.append(Phrase(en: "an additional name of an image that was there", ja: "元からあるイメージの別名"))
    }
    let details = Phrase.details(features)
    return Phrase(
      en: "\(machine) has an image named \(title)\(details.en).",
      ja: "\(machine) に \(title) という名前のイメージ\(details.ja)がある。")
  }

  /// What there is, as one sentence.
  func found(_ named: [ImageSighting], among images: [ImageSighting], on machine: String) -> Phrase {
    if let name = named.first?.reference {
      return Phrase(en: "\(machine) has \(name).", ja: "\(machine) に \(name) がある。")
    }
    let akin = akin(in: images).compactMap(\.reference)
    guard akin.isEmpty else {
      let list = Phrase.list(akin, atMost: 3, Phrase.init(verbatim:))
      return Phrase(
        en: "\(machine) has no such name, but it has \(list.en).", ja: "\(machine) にその名前はなく、\(list.ja) がある。")
    }
    return Phrase(en: "\(machine) has no image of that name.", ja: "\(machine) にその名前のイメージはない。")
  }

  func foundOther(on machine: String) -> Phrase {
    Phrase(
      en: "\(machine) has \(title), but it is another image.", ja: "\(machine) の \(title) は、中身が別のイメージ。")
  }

  func foundNoOtherName(on machine: String) -> Phrase {
    Phrase(
      en: "\(machine) has \(title), but no other name for the same image.",
      ja: "\(machine) に \(title) はあるが、同じイメージの元の名前がない。")
  }

  /// The wanted name, part by part where it is not given as a whole.
  private var title: String {
    if let reference { return reference.pattern }
    let host = registry.map { "\($0)/" } ?? ""
    return "\(host)\(repository?.pattern ?? "*"):\(tag?.pattern ?? "*")"
  }
}

extension ImageAt {
  /// The image to compare with is not there.
  func missing(on machine: String) -> Phrase {
    Phrase(en: "\(machine) has no \(reference) to compare with.", ja: "比べる相手の \(reference) が \(machine) にない。")
  }
}
