# What texts come out, what they never show, and that the copies of secrets are wiped.

foreach(subject IN ITEMS texts redaction secrecy)
    test_program(texts.${subject} texts/${subject}.c)
    run_test(texts.${subject} texts.${subject})
endforeach()
