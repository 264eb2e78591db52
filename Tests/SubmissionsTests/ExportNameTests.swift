import Testing

@testable import Submissions

struct ExportNameTests {
  @Test(arguments: [
    ("Lovelace Ada_12345_assignsubmission_file_", "Lovelace Ada", "12345", nil),
    ("Lovelace Ada_12345_assignsubmission_file", "Lovelace Ada", "12345", nil),
    ("山田 太郎_7_assignsubmission_onlinetext", "山田 太郎", "7", nil),
    ("Lovelace Ada_12345_assignsubmission_file_my_work.sh", "Lovelace Ada", "12345", "my_work.sh"),
    ("Participant_9_assignsubmission_file_", nil, "9", nil),
  ])
  func `names of Moodle's export are taken apart`(text: String, name: String?, id: String, file: String?) {
    let moodle = MoodleName(text)
    #expect(moodle?.name == name)
    #expect(moodle?.participant == id)
    #expect(moodle?.file == file)
  }

  @Test(arguments: [
    ("lovelaceada_12_345_work.sh", "lovelaceada", "12", false, "work.sh"),
    ("lovelaceada_LATE_12_345_my_work-1.sh", "lovelaceada", "12", true, "my_work-1.sh"),
    ("lovelaceada_12_text.html", "lovelaceada", "12", false, "text.html"),
    ("anon_Ab3xY_345_work.sh", nil, "anon_Ab3xY", false, "work.sh"),
    ("LATE_anon_Ab3xY_345_work.sh", nil, "anon_Ab3xY", true, "work.sh"),
  ])
  func `names of Canvas's export are taken apart`(
    text: String, name: String?, user: String, isLate: Bool, file: String
  ) {
    let canvas = CanvasName(text)
    #expect(canvas?.name == name)
    #expect(canvas?.user == user)
    #expect(canvas?.isLate == isLate)
    #expect(canvas?.file == file)
  }

  @Test(arguments: [
    "work.sh", "ada_1.sh", "1_2_3", "my_work_2.sh", "_assignsubmission_file_", "a__assignsubmission_x", "",
  ])
  func `other names are neither`(text: String) {
    #expect(MoodleName(text) == nil)
    #expect(CanvasName(text) == nil)
  }

  @Test func `the assignment is what the names of all checkouts share`() {
    #expect(
      ClassroomNames.logins(of: ["lab-1-ada", "lab-1-bob-x"], in: "class", lesson: "l") == [
        "lab-1-ada": "ada", "lab-1-bob-x": "bob-x",
      ])
    #expect(
      ClassroomNames.logins(of: ["lab-1-ada-b", "lab-1-ada-c"], in: "lab-1-submissions", lesson: "l") == [
        "lab-1-ada-b": "ada-b", "lab-1-ada-c": "ada-c",
      ])
    #expect(ClassroomNames.logins(of: ["l-ada"], in: "x", lesson: "l") == ["l-ada": "ada"])
  }
}
