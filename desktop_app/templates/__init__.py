"""What a certificate's page looks like, as data: a template's file and its faults, its pictures, its versions."""
