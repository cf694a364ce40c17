/** Who would like to sit in a circle of the next season, as a form of the community's handed it over. All of them are invented. */
export const applicants = `id,name,email,time_zone,availability,hours_per_month,stage,industry,function,employer,languages,goals
s2-01,Sofia Papadaki,sofia@long-table.example,Europe/Athens,Tue 18:00-22:00; Thu 18:00-22:00,6,first-time manager,culture,general,Benaki Rooms,English,"difficult talks; delegation"
s2-02,Mateo Herrera,mateo@long-table.example,America/Mexico_City,Tue 09:00-14:00; Thu 10:00-14:00,5,first-time manager,health,operations,Clínica Sur,Spanish; English,"feedback; confidence"
s2-03,Grace Mutua,grace@long-table.example,Africa/Nairobi,Tue 18:30-22:30; Sat 09:00-12:00,8,manager of managers,education,general,Baraza Learning,English; Swahili,"strategy; career move"
s2-04,Elif Demir,elif@long-table.example,Europe/Istanbul,Tue 18:30-22:30; Thu 19:00-22:30,6,leading an organisation,technology,product,Kolay,English,"conflict; resilience"
s2-05,Yusuf Bello,yusuf@long-table.example,Africa/Lagos,Tue 17:00-21:00; Fri 17:00-19:00,6,first-time manager,energy and environment,engineering,Sahel Grid,English,"confidence; conflict"
s2-06,Aroha Ngata,aroha@applicants.example,Pacific/Auckland,Wed 05:30-09:00; Fri 05:30-09:00,5,first-time manager,energy and environment,research,Kererū Trust,English,"delegation; resilience"
s2-07,Björn Halvorsen,bjorn@applicants.example,Europe/Oslo,Tue 17:00-21:00; Thu 17:00-21:00,6,manager of managers,industry and trade,operations,Nordfrakt,English,"conflict; strategy"
s2-08,Chiara Bonetti,chiara@applicants.example,Europe/Rome,Tue 17:00-21:00; Thu 17:30-21:30,7,leading an organisation,food,general,Forno Bonetti,English; Italian,"feedback; delegation"
s2-09,Diego Paredes,diego@applicants.example,America/Santiago,Tue 13:00-18:00; Thu 13:00-18:00,5,first-time manager,technology,engineering,Andina Datos,Spanish; English,"feedback; confidence"
s2-10,Fatima Zahra Idrissi,fatima@applicants.example,Africa/Casablanca,Tue 17:00-21:00; Thu 17:00-21:00,6,about to lead,public service,something else,City of Rabat,English; French; Arabic,"strategy; career move"
s2-11,Tariq Rahman,tariq@applicants.example,Asia/Dhaka,Fri 15:00-18:00; Sun 10:00-12:00,8,manager of managers,health,operations,Shurjo Clinics,English,"resilience; strategy"
`
